package io.steadykafka.operations.internal.describe.field;

/**
 * Records that retention deleted before the group had read them.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum LossField implements Field {

	TOPIC("topic", "text", "The topic"),

	PARTITION("partition", "number", "The number of the partition"),

	RECORDS("records", "records", "How many offsets"),

	AT("at", "time", "When the last of them was found");

	private final FieldText text;

	LossField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
