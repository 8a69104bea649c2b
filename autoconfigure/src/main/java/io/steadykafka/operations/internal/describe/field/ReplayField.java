package io.steadykafka.operations.internal.describe.field;

/**
 * A replay of dead letters that this instance started.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ReplayField implements Field {

	ID("id", "text", "Its id, by which it can be cancelled while it is under way"),

	LISTENER("listener", "text", "The listener's id"),

	TOPIC("topic", "text", "The dead-letter topic"),

	RECORDS("records", "records", "How many there are to replay"),

	REPLAYED("replayed", "records", "How many of them were replayed, including those that failed again"),

	FAILED_AGAIN("failedAgain", "records", "How many of them were dead-lettered again"),

	RUNNING("running", "boolean", "Whether it is under way"),

	PROBLEM("problem", "text", "Why it ended early; empty if it did not");

	private final FieldText text;

	ReplayField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
