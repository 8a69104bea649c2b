package io.steadykafka.operations.internal.describe.field;

/**
 * A setting of a listener of this instance.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum SettingField implements Field {

	LISTENER("listener", "text", "The listener's id"),

	NAME("name", "text", "The property of Kafka's consumer or of Spring Kafka's container"),

	VALUE("value", "text", "The value in effect"),

	ORIGIN("origin", "text", "Who chose it: `yours`, `steady-kafka` or `kafka default`"),

	NOTE("note", "text", "Why; empty if there is nothing to explain");

	private final FieldText text;

	SettingField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
