package io.steadykafka.operations.internal.describe.field;

/**
 * An executed reset that can be undone.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ResetField implements Field {

	ID("id", "text", "Its id, by which it can be undone"),

	AT("at", "time", "When it was asked for"),

	BY("by", "text", "Who asked for it"),

	PARTITIONS("partitions", "partitions", "How many partitions it moved"),

	TOPICS("topics", "list", "Their topics"),

	AGAIN("again", "records", "Offsets that it made the group read again, of all partitions"),

	LEFT_OUT("leftOut", "records", "Offsets that it left out, of all partitions");

	private final FieldText text;

	ResetField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
