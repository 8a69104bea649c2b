package io.steadykafka.operations.internal.describe.field;

/**
 * A member of the group.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum MemberField implements Field {

	MEMBER("member", "text", "The member id"),

	CLIENT("client", "text", "The client id"),

	HOST("host", "text", "The address that the broker sees"),

	INSTANCE_ID("instanceId", "text", "Its `group.instance.id`; empty if it is a dynamic member"),

	PARTITIONS("partitions", "list", "The partitions that it is assigned, as `orders-0`"),

	HERE("here", "boolean", "Whether it is a member of this instance"),

	INSTANCE("instance", "text",
			"The instance that it is a member of: `this instance`, or the name of another one; empty if it is not "
					+ "known"),

	LISTENER("listener", "text", "The listener that it belongs to; empty if it is not known");

	private final FieldText text;

	MemberField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
