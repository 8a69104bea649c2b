package io.steadykafka.watchdog.internal;

/**
 * What can be wrong with a member whose container runs.
 */
public enum WatchState {

	/**
	 * Its consumer threw a fatal error once, and polls nothing for ever (consumer
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
	 * It makes no progress, for whatever reason: all of its polls throw, all of its
	 * commits fail, it is given the same records again and again, or its thread ended.
	 * Cured by a restart, unless what it fails on says that none helps.
	 */
	NO_PROGRESS(true),

	/**
	 * It has been joining its group, for the first time or again, for longer than that
	 * should take.
	 */
	NEVER_JOINED(false),

	/**
	 * Its listener has taken much of {@code max.poll.interval.ms} for what it was handed
	 * over.
	 */
	SLOW_LISTENER(false),

	/**
	 * Its listener has taken longer than {@code max.poll.interval.ms}: the member lost
	 * its partitions, or will.
	 */
	HUNG_LISTENER(false),

	/**
	 * A partition that it owns stands still, although it has records and nobody holds it
	 * back. Cured by a restart.
	 */
	WEDGED_PARTITION(true);

	private final boolean curable;

	WatchState(boolean curable) {
		this.curable = curable;
	}

	/**
	 * Whether a restart of the member can help.
	 * @return {@code true} for what the watchdog restarts members for
	 */
	public boolean isCurable() {
		return this.curable;
	}

}
