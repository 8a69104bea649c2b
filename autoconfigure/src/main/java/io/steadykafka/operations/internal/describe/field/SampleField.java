package io.steadykafka.operations.internal.describe.field;

/**
 * How old a part is that comes from the brokers.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum SampleField implements Field {

	SAMPLED_AT("sampledAt", "time", "When the brokers gave the last good answer"),

	AGE_SECONDS("ageSeconds", "seconds", "How long ago that was"),

	FAILURE("failure", "text", "Why later requests failed; empty if the last one did not"),

	FAILING_SINCE("failingSince", "time", "When the first of them failed");

	private final FieldText text;

	SampleField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
