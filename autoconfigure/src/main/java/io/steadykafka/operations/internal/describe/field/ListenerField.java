package io.steadykafka.operations.internal.describe.field;

/**
 * A listener of this instance.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ListenerField implements Field {

	LISTENER("listener", "text", "The listener's id"),

	STATE("state", "text",
			"The state of its container: `not started`, `running`, `paused`, `stopped`, "
					+ "`retrying`, `partly failed` or `failed`"),

	REASON("reason", "text", "Why it is in this state"),

	REMEDY("remedy", "text", "What can be done about it; empty for nothing"),

	ASSIGNED("assigned", "partitions", "How many partitions its members own in this instance"),

	PAUSES("pauses", "list", "What was paused by an operation: by whom, and since when");

	private final FieldText text;

	ListenerField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
