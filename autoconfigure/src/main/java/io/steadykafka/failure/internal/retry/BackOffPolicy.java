package io.steadykafka.failure.internal.retry;

import java.time.Duration;

/**
 * How long a failed record waits.
 *
 * @param initial the time between the first attempt and the second
 * @param multiplier by how much the time grows, 1 or more
 * @param longest the longest time between two attempts
 * @param attempts after how many attempts the retries of a record are exhausted
 */
public record BackOffPolicy(Duration initial, double multiplier, Duration longest, int attempts) {

	/**
	 * The time until the next attempt, after so many failed ones.
	 */
	public Duration interval(int failed) {
		double nanos = this.initial.toNanos() * Math.pow(this.multiplier, Math.max(0, failed - 1));
		return (nanos < this.longest.toNanos()) ? Duration.ofNanos((long) nanos) : this.longest;
	}

	boolean isExhausted(int failed) {
		return failed >= this.attempts;
	}

}
