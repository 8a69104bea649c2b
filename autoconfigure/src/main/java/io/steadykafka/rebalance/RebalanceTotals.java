package io.steadykafka.rebalance;

import java.time.Duration;

/**
 * Sums over the rebalances of one listener that are over, since its application started.
 * They never fall.
 *
 * @param rebalances how many there were
 * @param duration how long they took
 * @param stoodStill partitions of which it is known how long they stood still
 * @param standStill how long these did
 * @param failed rebalances that failed, by Kafka's own count; what it counts of a start
 * in good order is left out
 */
public record RebalanceTotals(long rebalances, Duration duration, long stoodStill, Duration standStill, long failed) {

}
