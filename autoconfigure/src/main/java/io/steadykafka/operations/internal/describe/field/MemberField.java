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

	LISTENER("listener", "text", "The listener of this instance that it belongs to; empty if it is elsewhere");

	private final FieldText text;

	MemberField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
