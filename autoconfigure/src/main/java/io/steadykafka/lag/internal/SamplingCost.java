package io.steadykafka.lag.internal;

import java.time.Duration;

/**
 * What sampling has cost since the application started.
 *
 * @param samples the number of samples of all clusters, good or not
 * @param time how long they took in sum, including the wait for the brokers
 */
public record SamplingCost(long samples, Duration time) {

	SamplingCost plus(long nanos) {
		return new SamplingCost(this.samples + 1, this.time.plusNanos(nanos));
	}

}
