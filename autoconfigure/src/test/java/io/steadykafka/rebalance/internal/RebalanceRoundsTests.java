package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which changes are one rebalance.
 */
class RebalanceRoundsTests {

	private static final String A = "a";

	private static final String B = "b";

	private static final String C = "c";

	private final Scenario scenario = Scenario.cooperative();

	@Test
	void twoRoundsOfACooperativeRebalanceAreOne() {
		this.scenario.assigned(A, 1, 0, 1, 2, 3).quiet(2);
		this.scenario.revoked(A, 2, 2, 3).after(10).assigned(A, 2).after(500).assigned(A, 3).quiet(2);
		assertThat(this.scenario.over()).hasSize(2);
		Rebalance second = this.scenario.last();
		assertThat(second.duration()).isEqualTo(Duration.ofMillis(510));
		assertThat(second.firstGeneration()).isEqualTo(2);
		assertThat(second.generation()).isEqualTo(3);
		assertThat(second.describe()).contains("generations 2 to 3, ");
		assertThat(second.revoked()).isEqualTo(Scenario.orders(2, 3));
		assertThat(second.kept()).isEqualTo(Scenario.orders(0, 1));
		assertThat(second.assigned()).isEmpty();
		assertThat(second.lost()).isEmpty();
		assertThat(second.longestPause()).isEmpty();
	}

	@Test
	void whoWasStoppedIsNotWaitedFor() {
		this.scenario.assigned(A, 1, 0, 1).assigned(B, 1, 2, 3).quiet(2);
		this.scenario.revoked(A, 1, 0, 1);
		this.scenario.log.memberStopped(this.scenario.listener, this.scenario.listener.container(), Reason.NORMAL);
		this.scenario.quiet(2);
		assertThat(this.scenario.over()).hasSize(2);
		assertThat(this.scenario.last().revoked()).isEqualTo(Scenario.orders(0, 1));
	}

	@Test
	void theSecondRoundIsWaitedForHoweverLongAnotherMemberNeeds() {
		this.scenario.assigned(A, 1, 0, 1).quiet(2);
		this.scenario.revoked(A, 2, 1).assigned(A, 2).quiet(30).assigned(A, 3).quiet(2);
		assertThat(this.scenario.over()).hasSize(2);
		assertThat(this.scenario.last().duration()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void aSecondRoundThatNeverComesIsNotWaitedForForEver() {
		this.scenario.assigned(A, 1, 0, 1).quiet(2).revoked(A, 2, 1).assigned(A, 2).quiet(61);
		assertThat(this.scenario.over()).hasSize(1);
		this.scenario.quiet(1);
		assertThat(this.scenario.over()).hasSize(2);
	}

	@Test
	void whoComesAndGoesMakesTwo() {
		this.scenario.assigned(A, 1, 0, 1).quiet(2);
		this.scenario.revoked(A, 2, 1).assigned(A, 2).after(500).assigned(A, 3).after(100).assigned(A, 4, 1).quiet(2);
		assertThat(this.scenario.over()).hasSize(3);
		assertThat(this.scenario.last().assigned()).isEqualTo(Scenario.orders(1));
		// When it was given up elsewhere is not known here.
		assertThat(this.scenario.last().pauses()).isEmpty();
	}

	@Test
	void aRevocationAfterTheFirstRoundIsTheNextRebalance() {
		this.scenario.assigned(A, 1, 0, 1, 2).quiet(2);
		this.scenario.revoked(A, 2, 2).assigned(A, 2).after(200).revoked(A, 3, 1).assigned(A, 3).quiet(62);
		assertThat(this.scenario.over()).extracting(Rebalance::revoked)
			.containsExactly(Scenario.orders(), Scenario.orders(2), Scenario.orders(1));
	}

	@Test
	void whatTheOtherOnesGaveUpStoodStillSinceTheFirstRound() {
		this.scenario.joining(true).assigned(A, 2).after(520).joining(false).assigned(A, 3, 4, 5).quiet(2);
		assertThat(this.scenario.over()).hasSize(1);
		Map<TopicPartition, Duration> pauses = this.scenario.last().pauses();
		assertThat(pauses.keySet()).isEqualTo(Scenario.orders(4, 5));
		assertThat(pauses.values()).containsOnly(Duration.ofMillis(520));
	}

	@Test
	void anEagerRebalanceStopsWhatItKeeps() {
		this.scenario.assigned(A, 1, 0, 1, 2, 3).quiet(2);
		this.scenario.revoked(A, 1, 0, 1, 2, 3).after(34).assigned(A, 2, 0, 1).quiet(2);
		assertThat(this.scenario.over()).hasSize(2);
		Rebalance second = this.scenario.last();
		assertThat(second.kept()).isEqualTo(Scenario.orders(0, 1));
		assertThat(second.revoked()).isEqualTo(Scenario.orders(2, 3));
		assertThat(second.pauses().keySet()).isEqualTo(Scenario.orders(0, 1));
		assertThat(second.longestPause()).contains(Duration.ofMillis(34));
		this.scenario.after(1).revoked(A, 2, 0, 1).after(30).assigned(A, 3, 0, 1, 2, 3).quiet(2);
		assertThat(this.scenario.over()).hasSize(3);
		assertThat(this.scenario.last().assigned()).isEqualTo(Scenario.orders(2, 3));
	}

	@Test
	void membersOfAListenerAreOneRecord() {
		this.scenario.joining(true).assigned(A, 1, 0, 1, 2).after(100);
		this.scenario.revoked(A, 2, 1, 2).assigned(A, 2).assigned(B, 2).assigned(C, 2).after(500);
		this.scenario.assigned(B, 3, 1).joining(false).assigned(C, 3, 2).assigned(A, 3).quiet(2);
		assertThat(this.scenario.over()).hasSize(1);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.OWN_START);
		assertThat(this.scenario.last().assigned()).isEqualTo(Scenario.orders(0, 1, 2));
		assertThat(this.scenario.last().duration()).isEqualTo(Duration.ofMillis(600));
		// Another instance comes: all three give something up, and one after the other.
		this.scenario.revoked(A, 4, 0).assigned(A, 4).assigned(C, 4).after(20).revoked(B, 4, 1).assigned(B, 4);
		this.scenario.after(500).assigned(B, 5).assigned(C, 5).assigned(A, 5).quiet(2);
		assertThat(this.scenario.over()).hasSize(2);
		assertThat(this.scenario.last().revoked()).isEqualTo(Scenario.orders(0, 1));
		assertThat(this.scenario.last().kept()).isEqualTo(Scenario.orders(2));
	}

	@Test
	void aPartitionThatMovesBetweenMembersOfTheListenerIsKept() {
		this.scenario.joining(true).assigned(A, 1, 0).joining(false).assigned(B, 1, 1).quiet(2);
		this.scenario.revoked(A, 2, 0)
			.assigned(A, 2)
			.assigned(B, 2)
			.after(500)
			.assigned(B, 3, 0)
			.assigned(A, 3)
			.quiet(2);
		assertThat(this.scenario.last().kept()).isEqualTo(Scenario.orders(0, 1));
		assertThat(this.scenario.last().pauses())
			.containsExactly(Map.entry(new TopicPartition("orders", 0), Duration.ofMillis(500)));
	}

	@Test
	void membersThatLoseTogetherAreOneRecord() {
		this.scenario.joining(true).assigned(A, 1, 0).joining(false).assigned(B, 1, 1).quiet(2);
		this.scenario.lost(A, 0).after(5).assigned(A, 3, 0).lost(B, 1).after(10).assigned(B, 3, 1).quiet(2);
		assertThat(this.scenario.over()).hasSize(2);
		assertThat(this.scenario.last().lost()).isEqualTo(Scenario.orders(0, 1));
	}

	@Test
	void underTheConsumerProtocolEpochsOfOneStepAreOneRecord() {
		Scenario consumer = Scenario.consumerProtocol();
		consumer.assigned(A, 3, 0, 1, 2).quiet(11);
		consumer.revoked(A, 3, 1, 2).assigned(A, 3).after(5_000).assigned(A, 4, 5).quiet(11);
		assertThat(consumer.over()).hasSize(2);
		assertThat(consumer.last().pauses()).containsEntry(new TopicPartition("orders", 5), Duration.ofSeconds(5));
		assertThat(consumer.last().generation()).isEqualTo(4);
		consumer.assigned(A, 5, 1).after(3_000).assigned(A, 7, 2).quiet(11);
		assertThat(consumer.over()).hasSize(4);
	}

}
