package io.steadykafka.operations.internal.describe.field;

/**
 * Something that is wrong with a listener.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum FindingField implements Field {

	INSTANCE("instance", "text", "The instance that it was found in: `this instance`, or its name"),

	SOURCE("source", "text", "Who found it: `watchdog` or `lint`"),

	LISTENER("listener", "text", "The listener's id"),

	NAME("name", "text", "What it is; a name for `steady.kafka.lint.allowed` if it is of `lint`"),

	SEVERITY("severity", "text",
			"How bad it is: `unknown`, `warning`, `curing` or `down` of the watchdog, `cannot "
					+ "work`, `loses or doubles` or `unwise` of `lint`"),

	REASON("reason", "text", "What was found"),

	REMEDY("remedy", "text", "What to do about it"),

	SINCE("since", "time", "Since when it has been so");

	private final FieldText text;

	FindingField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
