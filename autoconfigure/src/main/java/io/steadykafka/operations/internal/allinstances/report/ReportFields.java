package io.steadykafka.operations.internal.allinstances.report;

/**
 * The fields of what an instance reports of a group.
 */
final class ReportFields {

	/**
	 * The ids of its listeners, which partitions refer to.
	 */
	static final String LISTENERS = "l";

	/**
	 * Ids of members by listener.
	 */
	static final String MEMBERS = "m";

	static final String BLOCKED = "b";

	static final String RETRYING = "t";

	static final String REBALANCES_LAST_HOUR = "rh";

	static final String REBALANCES = "r";

	static final String FINDINGS = "f";

	static final String HEALTH = "h";

	/**
	 * How old the sample of the partitions was, in milliseconds.
	 */
	static final String AGE = "age";

	/**
	 * Partitions by topic.
	 */
	static final String PARTITIONS = "p";

	static final String PAUSED = "paused";

	/**
	 * Why it is not known how far a partition is behind.
	 */
	static final String WHY = "why";

	private ReportFields() {
	}

}
