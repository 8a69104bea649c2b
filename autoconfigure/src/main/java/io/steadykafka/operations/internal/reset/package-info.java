/**
 * Resets of offsets: where to, by whom, and back.
 */
@NullMarked
package io.steadykafka.operations.internal.reset;

import org.jspecify.annotations.NullMarked;
