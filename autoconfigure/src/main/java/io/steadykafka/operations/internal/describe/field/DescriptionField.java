package io.steadykafka.operations.internal.describe.field;

/**
 * What the document of one group has beyond the list.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum DescriptionField implements Field {

	SCOPE("scope", "text", "Which instances operations reach: `this instance only`, or all instances"),

	MEMBERS("members", "list", "The members in all instances"),

	PARTITIONS("partitions", "list", "The partitions that members are assigned, or that have a committed offset"),

	REBALANCES("rebalances", "list",
			"The last 20 rebalances of listeners, the newest first; of each other instance the last 5"),

	RECORDS("records", "list", "The records that listeners fail on, in all instances of the scope"),

	REPLAYS("replays", "list", "The last replays of dead letters to listeners here, the last one first"),

	RESETS("resets", "list",
			"The resets of the group that can be undone, the last one first, in all instances of the scope"),

	LOSSES("losses", "list",
			"The last loss of each partition: records that retention deleted before the group " + "had read them"),

	SETTINGS("settings", "list", "The settings of the listeners of this instance, and who chose them"),

	FINDINGS("findings", "list", "What the watchdog and the check of settings found, in all instances of the scope"),

	HEALTH("health", "list",
			"What the health indicators say of the group and its listeners, and why; of other instances what is not "
					+ "`UP`");

	private final FieldText text;

	DescriptionField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
