package io.steadykafka.operations.internal.describe.field;

/**
 * The document of all groups.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum GroupsField implements Field {

	SCOPE("scope", "text", "Which instances operations reach: `this instance only`, or all instances"),

	GROUPS("groups", "list",
			"The groups: those of this application in the order of their listeners, then others " + "by name"),

	LISTING("listing", "list", "With `all=true`: for each cluster, how old the list of its other groups is");

	private final FieldText text;

	GroupsField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
