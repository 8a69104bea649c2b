package io.steadykafka.membership.internal;

import java.util.List;
import java.util.Optional;

/**
 * Obstacles to the consumer protocol.
 *
 * @param wanted the requested assignors
 */
record ProtocolObstacles(JoinCandidate candidate, Assignors wanted, GroupInspection inspection) {

	/**
	 * What makes the protocol impossible, with the remedy; empty if nothing does.
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
		boolean missing = this.inspection.isKnown() && !this.inspection.consumerProtocol();
		if (missing || this.candidate.refused().consumerProtocol()) {
			return Optional.of("the brokers do not speak the consumer protocol: it needs Kafka 4.0 or newer, with the "
					+ "feature group.version at 1 or above and 'consumer' among group.coordinator.rebalance.protocols");
		}
		return Optional.empty();
	}

	/**
	 * What makes the protocol unwise, with the remedy; empty if nothing does.
	 */
	Optional<String> soft() {
		if (!this.inspection.isKnown()) {
			return Optional.of("the group could not be inspected: " + this.inspection.failure());
		}
		if (!this.candidate.notCooperative().isEmpty()) {
			return Optional.of(this.candidate.notCooperative());
		}
		return (this.inspection.kind() == GroupInspection.Kind.CLASSIC)
				? Optional.of(membersAreClassic()
						+ ": stop them all before this one starts, or set steady.kafka.membership.protocol=consumer")
				: Optional.empty();
	}

	/**
	 * What joining does to the group, empty if nothing special.
	 */
	String conversion() {
		return (this.inspection.kind() == GroupInspection.Kind.CLASSIC)
				? membersAreClassic() + ": the group is converted while it runs (group.consumer.migration.policy)"
				: unknown();
	}

	private String unknown() {
		return this.inspection.isKnown() ? ""
				: "whether the brokers have it is not known, as the group could not be inspected: "
						+ this.inspection.failure();
	}

	private String membersAreClassic() {
		return (this.inspection.members() == 1) ? "a member of the group speaks the classic protocol"
				: this.inspection.members() + " members of the group speak the classic protocol";
	}

}
