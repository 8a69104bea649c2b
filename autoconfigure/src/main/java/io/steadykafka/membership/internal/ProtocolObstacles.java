package io.steadykafka.membership.internal;

import java.util.List;
import java.util.Optional;

/**
 * What stands against the consumer protocol.
 *
 * @param wanted the assignors that were asked for
 * @param look the group as it is
 */
record ProtocolObstacles(JoinCandidate candidate, Assignors wanted, GroupInspection look) {

	/**
	 * What makes it impossible.
	 * @return the obstacle, with what to do, empty if there is none
	 */
	Optional<String> hard() {
		List<String> classicOnly = this.candidate.classicOnly();
		if (!classicOnly.isEmpty()) {
			return Optional.of(String.join(", ", classicOnly) + ((classicOnly.size() > 1) ? " are" : " is")
					+ " set, which the consumer protocol refuses");
		}
		if (this.wanted.onBrokers().isEmpty()) {
			return Optional.of("the brokers have no assignor like " + this.wanted.text()
					+ ": set steady.kafka.membership.assignor to range, round-robin or cooperative-sticky");
		}
		boolean missing = this.look.isKnown() && !this.look.consumerProtocol();
		if (missing || this.candidate.refused().consumerProtocol()) {
			return Optional.of("the brokers do not speak the consumer protocol: it needs Kafka 4.0 or newer, with the "
					+ "feature group.version at 1 or above and 'consumer' among group.coordinator.rebalance.protocols");
		}
		return Optional.empty();
	}

	/**
	 * What makes it unwise.
	 * @return the obstacle, with what to do, empty if there is none
	 */
	Optional<String> soft() {
		if (!this.look.isKnown()) {
			return Optional.of("the group could not be looked at: " + this.look.failure());
		}
		if (!this.candidate.notCooperative().isEmpty()) {
			return Optional.of(this.candidate.notCooperative());
		}
		return (this.look.kind() == GroupInspection.Kind.CLASSIC)
				? Optional.of(membersAreClassic()
						+ ": stop them all before this one starts, or set steady.kafka.membership.protocol=consumer")
				: Optional.empty();
	}

	/**
	 * What joining does to the group.
	 * @return a note, empty if it does nothing special
	 */
	String conversion() {
		return (this.look.kind() == GroupInspection.Kind.CLASSIC)
				? membersAreClassic() + ": the group is converted while it runs (group.consumer.migration.policy)"
				: unknown();
	}

	private String unknown() {
		return this.look.isKnown() ? ""
				: "whether the brokers have it is not known, as the group could not be looked at: "
						+ this.look.failure();
	}

	private String membersAreClassic() {
		return (this.look.members() == 1) ? "a member of the group speaks the classic protocol"
				: this.look.members() + " members of the group speak the classic protocol";
	}

}
