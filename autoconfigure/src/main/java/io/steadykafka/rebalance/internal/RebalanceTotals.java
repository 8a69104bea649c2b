package io.steadykafka.rebalance.internal;

import java.time.Duration;

/**
 * Sums over the rebalances of one listener that are over, since the application started.
 * They never fall.
 *
 * @param duration how long the rebalances took
 * @param paused how many partitions paused for a time that is known
 * @param pause how long these paused
 * @param failed rebalances that failed, by Kafka's own count without what it counts of a
 * normal start
 */
public record RebalanceTotals(long rebalances, Duration duration, long paused, Duration pause, long failed) {

}
