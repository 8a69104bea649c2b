package io.steadykafka.operations.internal.describe.field;

/**
 * Another instance of the application.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum InstanceField implements Field {

	INSTANCE("instance", "text", "Its name: process id and host"),

	ID("id", "text", "Its id, new at each start"),

	REPORTED_AT("reportedAt", "time", "When it reported last"),

	AGE("ageSeconds", "seconds", "How long ago that was"),

	STALE("stale", "boolean", "Whether it has not reported for 15 seconds: nothing is known of it since"),

	LISTENERS("listeners", "list", "Its listeners of the group, each with its state"),

	PAUSED("paused", "list", "What is paused of them, by whom and since when"),

	LEFT_OUT("leftOut", "list", "What did not fit into its report");

	private final FieldText text;

	InstanceField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
