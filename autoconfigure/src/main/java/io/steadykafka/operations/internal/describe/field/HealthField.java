package io.steadykafka.operations.internal.describe.field;

/**
 * What a health indicator says.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum HealthField implements Field {

	INSTANCE("instance", "text", "The instance whose indicator it is: `this instance`, or its name"),

	INDICATOR("indicator", "text", "`kafkaConsumers`, `kafkaLag` or `kafkaRebalance`"),

	LISTENER("listener", "text", "The listener that it is about; empty if it is about the group"),

	STATUS("status", "text", "The status, after grace and recovery delay"),

	SINCE("since", "time", "Since when it has been so"),

	REASON("reason", "text", "Why"),

	REMEDY("remedy", "text", "What to do about it; empty for nothing"),

	WAITS("waits", "text", "What grace or recovery delay holds back; empty for nothing");

	private final FieldText text;

	HealthField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
