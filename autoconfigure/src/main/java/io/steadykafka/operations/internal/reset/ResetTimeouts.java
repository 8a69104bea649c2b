package io.steadykafka.operations.internal.reset;

import java.time.Duration;

/**
 * How long a reset waits.
 *
 * @param brokers for each answer of the brokers
 * @param members for members to finish their work, and again to move
 * @param rebalance for the end of a rebalance
 * @param records for the timestamps of records, which are unknown after it
 */
public record ResetTimeouts(Duration brokers, Duration members, Duration rebalance, Duration records) {

	public static ResetTimeouts defaults() {
		return new ResetTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5),
				Duration.ofSeconds(2));
	}

}
