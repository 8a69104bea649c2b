package io.steadykafka.rebalance.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebalanceLog}: what is kept, counted and told.
 */
@ExtendWith(OutputCaptureExtension.class)
class RebalanceLogTests {

	private static final String MEMBER = "member";

	private final Scenario scenario = Scenario.cooperative();

	private final RebalanceLog log = this.scenario.log;

	private final ListenerContainer listener = this.scenario.listener;

	@Test
	void nothingHappened() {
		assertThat(this.log.recent()).isEmpty();
		assertThat(this.log.last(this.listener)).isEmpty();
		assertThat(this.log.totals(this.listener))
			.isEqualTo(new RebalanceTotals(0, Duration.ZERO, 0, Duration.ZERO, 0));
	}

	@Test
	void aRebalanceIsOverAfterTwoHeartbeatsAndThenToldOnce(CapturedOutput output) {
		this.scenario.assigned(MEMBER, 1, 0, 1).after(1_400);
		this.scenario.quiet(0);
		assertThat(this.log.recent()).isEmpty();
		this.scenario.after(100).quiet(0).quiet(10);
		assertThat(output).containsOnlyOnce("Rebalance of listener 'listener' (group group): its own start; "
				+ "generation 1, took 0 ms; partitions: 2 assigned, 0 revoked, 0 lost, 0 kept; "
				+ "longest pause not known");
		assertThat(this.scenario.events).filteredOn(Rebalance.class::isInstance).containsExactly(this.scenario.last());
	}

	@Test
	void theNextRebalanceEndsTheOneBefore() {
		this.scenario.assigned(MEMBER, 1, 0, 1).after(100).revoked(MEMBER, 2, 1);
		assertThat(this.log.recent()).hasSize(1);
		assertThat(this.scenario.events).noneMatch(Rebalance.class::isInstance);
		this.scenario.quiet(0);
		assertThat(this.scenario.events).filteredOn(Rebalance.class::isInstance).hasSize(1);
	}

	@Test
	void theEndOfTheApplicationEndsTheLast(CapturedOutput output) {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2).stopping(true).revoked(MEMBER, 1, 0);
		this.log.close();
		assertThat(output).contains("its own stop").contains("1 revoked");
	}

	@Test
	void theLastHundredOfAllListenersAreKept() {
		for (int generation = 1; generation <= 150; generation++) {
			this.scenario.assigned(MEMBER, 2 * generation).quiet(2);
		}
		assertThat(this.log.recent()).hasSize(100);
		assertThat(this.log.recent().get(0).generation()).isEqualTo(300);
		assertThat(this.log.recent().get(99).generation()).isEqualTo(102);
		assertThat(this.log.totals(this.listener).rebalances()).isEqualTo(150);
	}

	@Test
	void eachCountsOnceByTheWorstThatItDidAndItsCause() {
		this.scenario.assigned(MEMBER, 1, 0, 1).quiet(2);
		this.scenario.revoked(MEMBER, 2, 1).assigned(MEMBER, 2).after(500).assigned(MEMBER, 3).quiet(2);
		this.scenario.lost(MEMBER, 0).after(40).assigned(MEMBER, 9, 0).quiet(2);
		assertThat(this.log.count(this.listener, Kind.ASSIGNED, Cause.OWN_START)).isOne();
		assertThat(this.log.count(this.listener, Kind.REVOKED, Cause.MEMBERS_CHANGED)).isOne();
		assertThat(this.log.count(this.listener, Kind.LOST, Cause.SESSION_LOST)).isOne();
		assertThat(this.log.count(this.listener, Kind.ASSIGNED, Cause.MEMBERS_CHANGED)).isZero();
		assertThat(this.log.totals(this.listener))
			.isEqualTo(new RebalanceTotals(3, Duration.ofMillis(540), 1, Duration.ofMillis(40), 0));
	}

	@Test
	void failedRebalancesCountByGrowthOnly() {
		this.scenario.failed(1).assigned(MEMBER, 1, 0).failed(1).assigned(MEMBER, 2);
		assertThat(this.log.totals(this.listener).failed()).isZero();
		this.scenario.failed(3).lost(MEMBER, 0).failed(3).assigned(MEMBER, 4, 0);
		this.scenario.failed(1).assigned("another", 4);
		assertThat(this.log.totals(this.listener).failed()).isEqualTo(2);
	}

	@Test
	void disturbancesAreBounded() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2);
		for (int i = 0; i < 4_500; i++) {
			this.scenario.lost(MEMBER, 0).assigned(MEMBER, i, 0).quiet(2);
		}
		assertThat(this.log.disturbances(this.listener)).hasSize(4_000);
		this.scenario.after(Duration.ofHours(4).toMillis()).lost(MEMBER, 0).assigned(MEMBER, 1, 0).quiet(2);
		assertThat(this.log.disturbances(this.listener)).hasSize(1);
	}

	@Test
	void aForgottenListenerIsNotFollowed() {
		this.log.forget(this.listener);
		this.scenario.assigned(MEMBER, 1, 0).quiet(2);
		assertThat(this.log.recent()).isEmpty();
	}

	@Test
	void partitionsThatAListenerNamesItselfAreNotRebalanced() {
		ListenerContainer byHand = Listeners.assignedByHand("by-hand", "group");
		this.log.prepare(byHand);
		this.log.onChange(new AssignmentChange(byHand, AssignmentChange.Kind.ASSIGNED, Scenario.orders(0), -1, false));
		this.scenario.quiet(60);
		assertThat(this.log.recent()).isEmpty();
		assertThat(this.scenario.events).isEmpty();
	}

	@Test
	void nobodyCanChangeARecord() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2);
		Rebalance last = this.scenario.last();
		assertThat(last.assigned()).isUnmodifiable();
		assertThat(last.pauses()).isEqualTo(Map.of());
		assertThat(last.kept()).isEqualTo(Set.of());
	}

}
