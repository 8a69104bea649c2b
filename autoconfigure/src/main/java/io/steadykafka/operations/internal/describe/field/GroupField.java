package io.steadykafka.operations.internal.describe.field;

/**
 * A group, in both documents.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum GroupField implements Field {

	GROUP("group", "text", "The group id"),

	CLUSTER("cluster", "text", "The bootstrap servers of the group's cluster"),

	HERE("here", "boolean", "Whether a listener of this application is a member of it, or would be if it ran"),

	LISTENERS("listeners", "list", "The listeners of this instance in the group"),

	INSTANCES("instances", "list",
			"The other instances with listeners of the group, if the operations topic is on; of a group without a "
					+ "listener here only in the document of one group"),

	STATE("state", "text", "The state as the brokers call it, for example `Stable`"),

	TYPE("type", "text", "`classic`, `consumer`, `share` or `streams`"),

	ASSIGNOR("assignor", "text", "The assignor that the group uses; empty without members"),

	COORDINATOR("coordinator", "text", "The broker that coordinates the group: id, host and port"),

	MEMBER_COUNT("memberCount", "members", "How many members the group has in all instances"),

	PARTITION_COUNT("partitionCount", "partitions",
			"How many partitions the members read; without members those with a committed offset"),

	LAG("lag", "records", "Offsets between where the group is and the ends of these partitions"),

	LAG_AT_LEAST("lagAtLeast", "records", "The part of `lag` that is known"),

	LAG_HISTORY("lagHistory", "list",
			"How the lag went of the partitions that this instance owns or monitors: a point for each 15 seconds "
					+ "of the last 15 minutes, the oldest first; empty where lag is not sampled"),

	SECONDS_BEHIND("secondsBehind", "seconds",
			"How long the next record has waited, of the worst partition that an instance of the scope samples"),

	TREND("trend", "text",
			"`growing`, `steady` or `shrinking`, of the partitions that instances of the scope sample: "
					+ "growing if one of them is"),

	LEVEL("level", "text", "`caught up`, `normal`, `behind` or `backlog`, of the worst partition"),

	REBALANCES_LAST_HOUR("rebalancesLastHour", "rebalances",
			"Rebalances of the last hour that took partitions from a listener of an instance, of the "
					+ "one with the most; its own start and stop don't count"),

	BLOCKED_RECORDS("blockedRecords", "records", "Failed records whose retries are exhausted"),

	RETRYING_RECORDS("retryingRecords", "records", "Failed records that have attempts left"),

	GROUP_SAMPLE("groupSample", "document",
			"How old the state, the members, and the offsets of partitions are that other " + "instances own"),

	LAG_SAMPLE("lagSample", "document", "How old the offsets of partitions are that this instance owns or monitors");

	private final FieldText text;

	GroupField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
