/**
 * Lag over time: seconds behind, speed, trend, and when the backlog is gone.
 */
@NullMarked
package io.steadykafka.lag.internal.time;

import org.jspecify.annotations.NullMarked;
