/**
 * Calculates the lag of a partition from its offsets. Pure.
 */
@NullMarked
package io.steadykafka.lag.internal.calculation;

import org.jspecify.annotations.NullMarked;
