/**
 * Carries out operations.
 */
@NullMarked
package io.steadykafka.operations.internal;

import org.jspecify.annotations.NullMarked;
