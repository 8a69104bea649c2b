package io.steadykafka.commit;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HoldDecision}.
 */
class HoldDecisionTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final TopicPartition P2 = new TopicPartition(FakeConsumer.TOPIC, 2);

	private static final Set<TopicPartition> ALL = Set.of(P0, P1, P2);

	@Test
	void holdsNothingWhenNothingIsHere() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(), Set.of(), Allowance.ALL, false)).isEmpty();
	}

	@Test
	void holdsEverythingWhileThereIsSomethingToHandOver() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(P0), Set.of(), Allowance.ALL, true)).isEqualTo(ALL);
	}

	@Test
	void leavesWhatTheApplicationPausedToTheApplication() {
		assertThat(HoldDecision.decide(ALL, Set.of(P1), Set.of(P0), Set.of(), Allowance.ALL, true))
			.containsExactlyInAnyOrder(P0, P2);
		assertThat(HoldDecision.decide(ALL, Set.of(P1), Set.of(P1), Set.of(), Allowance.ALL, false)).isEmpty();
	}

	@Test
	void fetchesNoMoreOfWhatIsHereAndCanNotBeHandedOver() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(P0), Set.of(P0), Allowance.ALL, false))
			.containsExactly(P0);
	}

	@Test
	void fetchesNothingOfWhatWaits() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(), Set.of(P1), Allowance.ALL, false)).containsExactly(P1);
	}

	@Test
	void fetchesTheOnlyPartitionThatIsAllowedWhileOthersAreHandedOver() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(P0), Set.of(), new Allowance(1, P2), true))
			.containsExactlyInAnyOrder(P0, P1);
	}

	@Test
	void fetchesOthersTooUntilTheOnlyPartitionThatIsAllowedIsThere() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(P0), Set.of(), new Allowance(1, P2), false))
			.containsExactly(P0);
	}

	@Test
	void doesNotFetchTheOnlyAllowedPartitionWhileItWaits() {
		assertThat(HoldDecision.decide(ALL, Set.of(), Set.of(), Set.of(P2), new Allowance(1, P2), false))
			.containsExactly(P2);
	}

	@Test
	void holdsOnlyWhatIsOwned() {
		assertThat(HoldDecision.decide(Set.of(P0), Set.of(), Set.of(P0, P1), Set.of(P2), Allowance.ALL, true))
			.containsExactly(P0);
	}

	@Test
	void theNarrowerBoundsHold() {
		assertThat(new Allowance(5, null).and(new Allowance(3, P1))).isEqualTo(new Allowance(3, P1));
		assertThat(new Allowance(3, P1).and(Allowance.ALL)).isEqualTo(new Allowance(3, P1));
	}

}
