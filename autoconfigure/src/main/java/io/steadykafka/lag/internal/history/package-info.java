/**
 * What several samples of a partition tell: velocity, trend, time.
 */
@NullMarked
package io.steadykafka.lag.internal.history;

import org.jspecify.annotations.NullMarked;
