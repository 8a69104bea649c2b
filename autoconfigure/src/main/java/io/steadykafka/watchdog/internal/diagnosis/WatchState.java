package io.steadykafka.watchdog.internal.diagnosis;

/**
 * What can be wrong with a member whose container runs.
 */
public enum WatchState {

	/**
	 * Its consumer threw a fatal error once, and polls nothing forever (consumer
	 * protocol). Cured by a restart.
	 */
	FATAL_MEMBER(true),

	/**
	 * Its user lacks an ACL. It is tried again until it has it; under the consumer
	 * protocol that takes a restart.
	 */
	UNAUTHORIZED(true),

	/**
	 * The other members of its group use assignors that it does not know. A restart with
	 * other settings cures it, or the end of the others.
	 */
	PROTOCOL_MISMATCH(true),

	/**
	 * Another member has its {@code group.instance.id}. Cured by a restart once no member
	 * of the group has it.
	 */
	FENCED(true),

	/**
	 * The brokers do not let it join its group with the settings that it has.
	 */
	JOIN_REFUSED(false),

	/**
	 * It makes no progress, for any reason: all of its polls throw, all of its commits
	 * fail, the same records are delivered again and again, or its thread ended. Cured by
	 * a restart, unless the exception shows that none helps.
	 */
	NO_PROGRESS(true),

	/**
	 * It has been joining its group, for the first time or again, for longer than that
	 * should take.
	 */
	NEVER_JOINED(false),

	/**
	 * Its listener has taken much of {@code max.poll.interval.ms} for one delivery.
	 */
	SLOW_LISTENER(false),

	/**
	 * Its listener has taken longer than {@code max.poll.interval.ms}: the member lost
	 * its partitions, or will.
	 */
	HUNG_LISTENER(false),

	/**
	 * A partition that it owns is stuck: it makes no progress although it has records and
	 * nothing holds it back. Cured by a restart.
	 */
	WEDGED_PARTITION(true);

	private final boolean curable;

	WatchState(boolean curable) {
		this.curable = curable;
	}

	/**
	 * Whether a restart of the member can help.
	 */
	public boolean isCurable() {
		return this.curable;
	}

}
