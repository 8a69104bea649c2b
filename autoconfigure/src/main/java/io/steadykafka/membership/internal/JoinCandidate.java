package io.steadykafka.membership.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * A listener whose members are about to join.
 *
 * @param choices what the application chose
 * @param notCooperative why it can't be in cooperative rebalances, empty if it can
 * @param severalTopics whether it reads more than one topic
 * @param restarts whether its members are restarted if they are refused
 * @param refused what its group or the brokers refused before
 */
record JoinCandidate(String id, ChosenSettings choices, String notCooperative, boolean severalTopics, boolean restarts,
		Refused refused) {

	static JoinCandidate of(ListenerContainer listener, ChosenSettings choices, List<ListenerContainer> sharingGroup,
			boolean restarts, Refused refused) {
		boolean severalTopics = listener.subscribedTopics().size() != 1;
		return new JoinCandidate(listener.id(), choices, notCooperative(listener, sharingGroup), severalTopics,
				restarts, refused);
	}

	/**
	 * All members of a group have to know the assignor. And with an asynchronous listener
	 * a partition that is kept can stand still (spring-kafka #4687 and #4708).
	 */
	private static String notCooperative(ListenerContainer listener, List<ListenerContainer> sharingGroup) {
		if (listener.isAsync()) {
			return "asynchronous acknowledgements are not safe with cooperative";
		}
		return sharingGroup.stream().flatMap(JoinCandidate::notCooperative).findFirst().orElse("");
	}

	private static Stream<String> notCooperative(ListenerContainer other) {
		Optional<String> assignors = other.setting(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
		if (assignors.filter((list) -> !list.contains(CooperativeStickyAssignor.class.getName())).isPresent()) {
			return Stream.of(other + " of the same group does not know cooperative-sticky");
		}
		return (other.isAsync()) ? Stream.of(other + " of the same group acknowledges asynchronously") : Stream.of();
	}

	/**
	 * Settings of the application that the consumer protocol refuses.
	 */
	List<String> classicOnly() {
		return ListenerContainer.CLASSIC_PROTOCOL_ONLY.stream().filter(this.choices::has).toList();
	}

	/**
	 * What was refused before.
	 *
	 * @param assignors whether the group has no assignor in common with those that were
	 * offered ({@code InconsistentGroupProtocolException})
	 * @param consumerProtocol whether the brokers don't speak the consumer protocol,
	 * whatever they say ({@code UnsupportedVersionException})
	 */
	record Refused(boolean assignors, boolean consumerProtocol) {

		static final Refused NOTHING = new Refused(false, false);

	}

}
