package io.steadykafka.rebalance;

import java.time.Instant;

/**
 * A rebalance that took partitions from a listener that did not start or stop itself.
 *
 * @param when when it was over
 * @param cause why it happened
 */
public record Disturbance(Instant when, Cause cause) {

}
