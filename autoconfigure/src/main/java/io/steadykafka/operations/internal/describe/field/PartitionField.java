package io.steadykafka.operations.internal.describe.field;

/**
 * A partition as the group reads it.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum PartitionField implements Field {

	TOPIC("topic", "text", "The topic"),

	PARTITION("partition", "number", "The number of the partition"),

	STATE("state", "text", "`flowing`, `paused`, `blocked`, `retrying`, `stuck` or `unowned`"),

	PAUSED("paused", "text", "What pauses it: by whom, and since when; empty if nothing does"),

	OWNER("owner", "document", "The member that owns it"),

	COMMITTED("committed", "offset", "The committed offset"),

	POSITION("position", "offset",
			"The offset after the last record that was delivered; where nothing was, the "
					+ "offset that the group reads next"),

	START("start", "offset", "The first offset that can be read"),

	END("end", "offset", "The end of the log as the group reads it"),

	LAG("lag", "records", "Offsets between where the group is and the end"),

	SHARE("share", "share", "The share of the group's lag, from 0 to 1"),

	SECONDS_BEHIND("secondsBehind", "seconds", "How long the next record has waited"),

	VELOCITY("velocity", "records a second", "By how much the lag grows, negative if it shrinks"),

	TREND("trend", "text", "`growing`, `steady` or `shrinking`"),

	LEVEL("level", "text", "`caught up`, `normal`, `behind` or `backlog`"),

	CATCH_UP_SECONDS("catchUpSeconds", "seconds", "After which time there is no lag anymore at this velocity"),

	RUNWAY_SECONDS("runwaySeconds", "seconds", "After which time retention deletes records that were not read yet"),

	HOT("hot", "boolean", "Whether it lags far behind the others of its topic"),

	HELD_BY_TRANSACTION("heldByTransaction", "records",
			"Offsets that an open transaction holds back; they are not in the lag"),

	SAMPLED_AT("sampledAt", "time",
			"When the instance that owns it sampled it; without such a sample, when its offsets were read"),

	AGE_SECONDS("ageSeconds", "seconds", "How long ago that was");

	private final FieldText text;

	PartitionField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
