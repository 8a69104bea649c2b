package io.steadykafka.operations.internal.describe.field;

/**
 * A point of {@code lagHistory}.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum LagPointField implements Field {

	AT("at", "time", "When the sample was taken"),

	LAG("lag", "records", "The lag of all the partitions together");

	private final FieldText text;

	LagPointField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
