package io.steadykafka.operations.internal.describe.field;

/**
 * The member that owns a partition.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum OwnerField implements Field {

	LISTENER("listener", "text", "The listener's id; empty if it is not known"),

	INSTANCE("instance", "text", "The instance: `this instance`, or the name of another one; empty if it is not known"),

	MEMBER("member", "text", "The member id"),

	CLIENT("client", "text", "The client id"),

	HOST("host", "text", "The address that the broker sees"),

	HERE("here", "boolean", "Whether it is a member of this instance");

	private final FieldText text;

	OwnerField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
