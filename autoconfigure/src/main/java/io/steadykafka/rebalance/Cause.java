package io.steadykafka.rebalance;

/**
 * Why a rebalance happened, as far as a member can know without asking a broker. If
 * several apply, the first one in this order is taken.
 */
public enum Cause {

	/**
	 * Another member has the {@code group.instance.id}, and the broker fenced this one.
	 */
	FENCED("another member has its group.instance.id",
			"Give each instance a name of its own: "
					+ "steady.kafka.membership.instance-id, or another pod name. Then restart the one that stopped."),

	/**
	 * The listener, or one of its members, was being stopped.
	 */
	OWN_STOP("its own stop", "Nothing to do."),

	/**
	 * A member lost its partitions because it did not poll for
	 * {@code max.poll.interval.ms}.
	 */
	POLL_DEADLINE_MISSED("it did not poll within max.poll.interval.ms",
			"Let the listener take less time for a record or batch, or raise max.poll.interval.ms above the "
					+ "longest time that it needs."),

	/**
	 * A member that polled in time lost its partitions: the broker received no heartbeat
	 * for the session timeout.
	 */
	SESSION_LOST("the broker did not hear from it within the session timeout",
			"Look for long pauses of this JVM, for a CPU limit that holds it back, and at the network to the "
					+ "brokers; if they are as they should be, raise the session timeout."),

	/**
	 * Members of the listener joined for the first time since they were created.
	 */
	OWN_START("its own start", "Nothing to do."),

	/**
	 * The topics that match the listener's pattern changed.
	 */
	SUBSCRIPTION_CHANGED("its topics changed",
			"Topics that match the pattern came or went. Make topics in one go, "
					+ "or name them instead of a pattern."),

	/**
	 * A topic has more partitions than before.
	 */
	PARTITIONS_ADDED("partitions were added", "Add partitions rarely, and all of a topic at once."),

	/**
	 * None of the above: members of the group came, went or failed, or the cause is
	 * unknown.
	 */
	MEMBERS_CHANGED("other members came or went", "Look for deployments, an autoscaler, or instances that crash or "
			+ "miss their poll deadline: their own records say why. Where instances have names that stay, "
			+ "steady.kafka.membership.instance-id with on-stop=stay-for-restart makes restarts no rebalances.");

	private final String words;

	private final String remedy;

	Cause(String words, String remedy) {
		this.words = words;
		this.remedy = remedy;
	}

	/**
	 * The cause in words, for use after "because" or a colon.
	 * @return a clause
	 */
	public String words() {
		return this.words;
	}

	/**
	 * What to do about too many rebalances of this cause.
	 * @return one sentence or more
	 */
	public String remedy() {
		return this.remedy;
	}

	/**
	 * Whether the listener's own start or stop is the cause.
	 * @return {@code true} if the rebalance was expected
	 */
	public boolean isOwnDoing() {
		return this == OWN_START || this == OWN_STOP;
	}

}
