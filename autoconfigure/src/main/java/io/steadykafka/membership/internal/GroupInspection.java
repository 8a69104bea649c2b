package io.steadykafka.membership.internal;

import java.util.List;
import java.util.Map;

/**
 * A group as it was at a moment.
 *
 * @param failure why it could not be looked at, empty if it could
 * @param consumerProtocol whether the brokers have the consumer protocol
 * @param kind what its members speak
 * @param members how many members it has
 * @param assignor the name of its assignor, empty if it has none at the moment
 * @param where its members' client ids and hosts
 * @param staticMembers where its static members are, by {@code group.instance.id}
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
	 * What the members of a group speak.
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
