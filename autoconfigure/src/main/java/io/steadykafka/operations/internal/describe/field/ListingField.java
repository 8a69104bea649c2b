package io.steadykafka.operations.internal.describe.field;

/**
 * How old the list of a cluster's groups is.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ListingField implements Field {

	CLUSTER("cluster", "text", "The bootstrap servers of the cluster"),

	SAMPLE("sample", "document", "When the brokers listed the groups");

	private final FieldText text;

	ListingField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
