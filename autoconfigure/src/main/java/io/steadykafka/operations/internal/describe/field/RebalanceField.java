package io.steadykafka.operations.internal.describe.field;

/**
 * A rebalance of a listener.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum RebalanceField implements Field {

	INSTANCE("instance", "text", "The instance that it was seen in: `this instance`, or its name"),

	LISTENER("listener", "text", "The listener's id"),

	START("start", "time", "When its first member noticed the rebalance"),

	END("end", "time", "When its last member did"),

	DURATION_SECONDS("durationSeconds", "seconds", "How long it took in that instance"),

	KIND("kind", "text", "The worst that it did: `assigned`, `revoked` or `lost`"),

	CAUSE("cause", "text", "The cause, as in the tag `cause` of the meters"),

	CAUSE_TEXT("causeText", "text", "The cause in words"),

	REMEDY("remedy", "text", "What to do about too many of this cause"),

	GENERATION("generation", "number", "The group's generation, or the members' highest epoch, at the end"),

	ASSIGNED("assigned", "list", "Partitions that the listener has got"),

	REVOKED("revoked", "list", "Partitions that it gave up"),

	LOST("lost", "list", "Partitions that it lost"),

	KEPT("kept", "list", "Partitions that it kept"),

	LONGEST_PAUSE_SECONDS("longestPauseSeconds", "seconds",
			"For how long the consumption of a partition paused at most");

	private final FieldText text;

	RebalanceField(String name, String unit, String meaning) {
		this.text = new FieldText(name, unit, meaning);
	}

	@Override
	public FieldText text() {
		return this.text;
	}

}
