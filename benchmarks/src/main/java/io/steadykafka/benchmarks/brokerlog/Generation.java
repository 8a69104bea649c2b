package io.steadykafka.benchmarks.brokerlog;

import java.time.Instant;

/**
 * A generation of a group under the classic protocol, or an epoch under the consumer
 * protocol.
 *
 * @param number its number
 * @param at when it began
 * @param members how many members it has, {@value #UNKNOWN} if the log doesn't tell
 * @param handedOut whether there was an assignment for it; one that the next generation
 * overtook has none, and no member learns of it
 * @param reason why the group was rebalanced, in the broker's words
 */
public record Generation(int number, Instant at, int members, boolean handedOut, String reason) {

	/** The log of the consumer protocol has no number of members. */
	public static final int UNKNOWN = -1;

	/** What members say that join again, {@code ConsumerCoordinator.onJoinComplete}. */
	private static final String SECOND_ROUND = "client reason: need to revoke partitions";

	/**
	 * Whether it is the second round of a cooperative rebalance: members have given up
	 * what others get now.
	 */
	boolean isSecondRound() {
		return this.reason.contains(SECOND_ROUND);
	}

	Generation withAssignment() {
		return new Generation(this.number, this.at, this.members, true, this.reason);
	}

}
