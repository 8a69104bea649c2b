package io.steadykafka.operations.internal.describe.field;

/**
 * A record that a listener fails on.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum RecordField implements Field {

	INSTANCE("instance", "text", "The instance that fails on it: `this instance`, or its name"),

	LISTENER("listener", "text", "The listener's id"),

	TOPIC("topic", "text", "The topic"),

	PARTITION("partition", "number", "The number of the partition"),

	OFFSET("offset", "offset", "The record's offset"),

	TIMESTAMP("timestamp", "time", "The record's timestamp"),

	KEY("key", "text", "The record's key, cut; empty without one"),

	STATE("state", "text", "`retrying`, `blocked`, `dead lettering` or `stopped`"),

	SINCE("since", "time", "Since when it has been in that state"),

	ATTEMPTS("attempts", "attempts", "How often it failed"),

	FIRST_FAILURE("firstFailure", "time", "When it failed for the first time"),

	LAST_FAILURE("lastFailure", "time", "When it failed last"),

	NEXT_ATTEMPT("nextAttempt", "time", "When it is tried again; in the past while it is being tried"),

	EXCEPTION("exception", "text", "Class and message of the last exception, cut"),

	STACK_TRACE("stackTrace", "list", "The first lines of its stack trace"),

	NOT_DEAD_LETTERED("notDeadLettered", "text", "Why it could not be dead-lettered; empty if that was not tried");

	private final FieldText text;

	RecordField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
