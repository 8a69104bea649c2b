/**
 * Lag as a distance of offsets, and what is remarkable about it.
 */
@NullMarked
package io.steadykafka.lag.internal.offsets;

import org.jspecify.annotations.NullMarked;
