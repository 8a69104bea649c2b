/**
 * Texts from outside.
 */
@NullMarked
package io.steadykafka.operations.internal.text;

import org.jspecify.annotations.NullMarked;
