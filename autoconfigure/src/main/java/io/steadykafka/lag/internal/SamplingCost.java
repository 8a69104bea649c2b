package io.steadykafka.lag.internal;

import java.time.Duration;

/**
 * What sampling took since the application started.
 *
 * @param samples how many samples were taken, well or not; of all clusters
 * @param time how long they took together, waiting for the brokers included
 */
public record SamplingCost(long samples, Duration time) {

}
