package io.steadykafka.membership.internal;

import java.util.List;
import java.util.Map;

/**
 * The state of a group at one moment.
 *
 * @param failure why it could not be inspected, empty if it could
 * @param consumerProtocol whether the brokers have the consumer protocol
 * @param kind what its members speak
 * @param assignor the name of its assignor, empty if it has none at the moment
 * @param where the client ids and hosts of its members
 * @param staticMembers the client ids and hosts of its static members, by
 * {@code group.instance.id}
 */
record GroupInspection(String failure, boolean consumerProtocol, Kind kind, int members, String assignor,
		List<String> where, Map<String, String> staticMembers) {

	static GroupInspection failed(String failure) {
		return new GroupInspection(failure, false, Kind.FREE, 0, "", List.of(), Map.of());
	}

	boolean isKnown() {
		return this.failure.isEmpty();
	}

	/**
	 * The protocol of a group's members.
	 */
	enum Kind {

		/**
		 * It has no members.
		 */
		FREE,

		/**
		 * The classic protocol.
		 */
		CLASSIC,

		/**
		 * The consumer protocol; some members may speak the classic one.
		 */
		CONSUMER

	}

}
