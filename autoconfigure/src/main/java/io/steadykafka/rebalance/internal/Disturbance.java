package io.steadykafka.rebalance.internal;

import java.time.Instant;

import io.steadykafka.rebalance.Cause;

/**
 * A rebalance that took partitions from a listener that did not start or stop itself.
 *
 * @param when when it was over
 */
public record Disturbance(Instant when, Cause cause) {

}
