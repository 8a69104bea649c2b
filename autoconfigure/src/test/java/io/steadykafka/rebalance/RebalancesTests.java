package io.steadykafka.rebalance;

import java.time.Duration;
import java.util.Set;

import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentChange.Kind;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rebalances}.
 */
class RebalancesTests {

	private final MutableClock clock = new MutableClock();

	private final Rebalances rebalances = Rebalances.count(this.clock);

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	@Test
	void nothingHappened() {
		assertThat(this.rebalances.of(this.listener)).isEqualTo(new RebalanceCounts(0, 0, 0, 0, null));
	}

	@Test
	void eachKindIsCountedWithItsTime() {
		change(Kind.ASSIGNED, 1);
		change(Kind.REVOKED, 2);
		this.clock.advance(Duration.ofMinutes(1));
		change(Kind.LOST, -1);
		RebalanceCounts counts = this.rebalances.of(this.listener);
		assertThat(counts).isEqualTo(new RebalanceCounts(1, 1, 1, 2, this.clock.instant()));
		assertThat(this.rebalances.count(this.listener, Kind.REVOKED)).isOne();
	}

	@Test
	void membersOfOneRebalanceCountOnce() {
		change(Kind.REVOKED, 7);
		change(Kind.REVOKED, 7);
		change(Kind.ASSIGNED, 7);
		change(Kind.ASSIGNED, 7);
		change(Kind.ASSIGNED, 8);
		assertThat(this.rebalances.of(this.listener)).extracting(RebalanceCounts::revoked, RebalanceCounts::assigned)
			.containsExactly(1L, 2L);
	}

	@Test
	void epochsOfTheConsumerProtocolComeMixed() {
		change(Kind.ASSIGNED, 2);
		change(Kind.ASSIGNED, 1);
		change(Kind.ASSIGNED, 3);
		change(Kind.ASSIGNED, 1);
		change(Kind.ASSIGNED, 3);
		assertThat(this.rebalances.of(this.listener).assigned()).isEqualTo(3);
	}

	@Test
	void aStormIsBounded() {
		for (int generation = 0; generation < 5_000; generation++) {
			change(Kind.REVOKED, generation);
		}
		assertThat(this.rebalances.of(this.listener))
			.extracting(RebalanceCounts::revoked, RebalanceCounts::disturbedLastHour)
			.containsExactly(5_000L, 4_000);
	}

	@Test
	void aForgottenListenerBeginsAnew() {
		change(Kind.REVOKED, 1);
		this.rebalances.forget(this.listener);
		assertThat(this.rebalances.of(this.listener).revoked()).isZero();
	}

	@Test
	void eachLossCounts() {
		change(Kind.LOST, -1);
		change(Kind.LOST, -1);
		assertThat(this.rebalances.of(this.listener).lost()).isEqualTo(2);
	}

	@Test
	void onlyWhatTakesPartitionsDisturbs() {
		change(Kind.ASSIGNED, 1);
		change(Kind.ASSIGNED, 2);
		assertThat(this.rebalances.of(this.listener).disturbedLastHour()).isZero();
	}

	@Test
	void disturbancesAreForgottenAfterAnHour() {
		change(Kind.REVOKED, 1);
		this.clock.advance(Duration.ofMinutes(30));
		change(Kind.REVOKED, 2);
		this.clock.advance(Duration.ofMinutes(30));
		assertThat(this.rebalances.of(this.listener).disturbedLastHour()).isOne();
		this.clock.advance(Duration.ofMinutes(30));
		assertThat(this.rebalances.of(this.listener).disturbedLastHour()).isZero();
		assertThat(this.rebalances.of(this.listener).revoked()).isEqualTo(2);
	}

	@Test
	void theListenersOwnStartAndStopDoNotDisturb() {
		this.rebalances.onChange(new AssignmentChange(this.listener, Kind.REVOKED, partitions(), 3, true));
		assertThat(this.rebalances.of(this.listener).disturbedLastHour()).isZero();
		assertThat(this.rebalances.of(this.listener).revoked()).isOne();
	}

	@Test
	void partitionsThatAListenerNamesItselfAreNotRebalanced() {
		ListenerContainer byHand = Listeners.assignedByHand("by-hand", "group");
		this.rebalances.onChange(new AssignmentChange(byHand, Kind.ASSIGNED, partitions(), -1, false));
		assertThat(this.rebalances.of(byHand).assigned()).isZero();
	}

	private void change(Kind kind, int generation) {
		this.rebalances.onChange(new AssignmentChange(this.listener, kind, partitions(), generation, false));
	}

	private static Set<TopicPartition> partitions() {
		return Set.of(new TopicPartition("orders", 0));
	}

}
