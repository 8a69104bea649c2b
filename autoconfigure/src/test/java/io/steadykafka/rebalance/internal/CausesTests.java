package io.steadykafka.rebalance.internal;

import java.time.Duration;

import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.Rebalance.Kind;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which cause a rebalance has by what members are told.
 */
class CausesTests {

	private static final String MEMBER = "member";

	private final Scenario scenario = Scenario.cooperative();

	@Test
	void whoIsAssignedForTheFirstTimeStarts() {
		this.scenario.assigned(MEMBER, 1, 0, 1).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.OWN_START);
		assertThat(this.scenario.log.disturbances(this.scenario.listener)).isEmpty();
	}

	@Test
	void whoIsBeingStoppedStops() {
		this.scenario.assigned(MEMBER, 1, 0, 1).quiet(2).stopping(true).revoked(MEMBER, 1, 0, 1).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.OWN_STOP);
		assertThat(this.scenario.last().kind()).isEqualTo(Kind.REVOKED);
		assertThat(this.scenario.log.disturbances(this.scenario.listener)).isEmpty();
	}

	@Test
	void whatIsLostByAStopIsNotADisturbance() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2).stopping(true).lost(MEMBER, 0).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.OWN_STOP);
	}

	@Test
	void aStopEndsTheRebalanceBeforeIt() {
		this.scenario.assigned(MEMBER, 1, 0).after(100).stopping(true).revoked(MEMBER, 1, 0).after(100);
		this.scenario.stopping(false).assigned("next", 2, 0).quiet(2);
		assertThat(this.scenario.over()).extracting(Rebalance::cause)
			.containsExactly(Cause.OWN_START, Cause.OWN_STOP, Cause.OWN_START);
	}

	@Test
	void whoLosesPartitionsAfterALongTimeMissedItsPollDeadline() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2);
		this.scenario.betweenPolls(Duration.ofSeconds(60)).lost(MEMBER, 0).after(40).assigned(MEMBER, 3, 0).quiet(2);
		Rebalance last = this.scenario.last();
		assertThat(last.cause()).isEqualTo(Cause.POLL_DEADLINE_MISSED);
		assertThat(last.kind()).isEqualTo(Kind.LOST);
		assertThat(last.lost()).isEqualTo(Scenario.orders(0));
		assertThat(last.assigned()).isEqualTo(Scenario.orders(0));
		assertThat(last.longestPause()).contains(Duration.ofMillis(40));
	}

	@Test
	void whoLosesPartitionsAlthoughItPolledLostItsSession() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2);
		this.scenario.betweenPolls(Duration.ofSeconds(59)).lost(MEMBER, 0).quiet(2);
		this.scenario.assigned(MEMBER, 3, 0).quiet(2);
		assertThat(this.scenario.over()).extracting(Rebalance::cause)
			.containsExactly(Cause.OWN_START, Cause.SESSION_LOST);
	}

	@Test
	void whoEndsFencedWasFencedAndWhoEndsWithAnErrorStops() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2).lost(MEMBER, 0);
		ended(Reason.FENCED);
		this.scenario.quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.FENCED);
		this.scenario.assigned("next", 1, 0).quiet(2).revoked("next", 1, 0);
		ended(Reason.ERROR);
		this.scenario.quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.OWN_STOP);
	}

	@Test
	void newNumbersWithoutALossArePartitionsThatWereAdded() {
		this.scenario.assigned(MEMBER, 1, 0, 1).quiet(2).assigned(MEMBER, 2, 2, 3).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.PARTITIONS_ADDED);
		this.scenario.revoked(MEMBER, 3, 3).assigned(MEMBER, 3, 4).after(500).assigned(MEMBER, 4).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.MEMBERS_CHANGED);
	}

	@Test
	void otherTopicsAreAnotherSubscription() {
		this.scenario.assigned(MEMBER, 1, 0).quiet(2);
		this.scenario.subscribesTo("orders", "orders-2").assigned(MEMBER, 2, 5).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.SUBSCRIPTION_CHANGED);
		this.scenario.assigned(MEMBER, 3, 7).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.MEMBERS_CHANGED);
	}

	@Test
	void theRestIsOtherMembers() {
		this.scenario.assigned(MEMBER, 1, 0, 1).quiet(2).revoked(MEMBER, 2, 1).assigned(MEMBER, 2);
		this.scenario.after(500).assigned(MEMBER, 3).quiet(2);
		assertThat(this.scenario.last().cause()).isEqualTo(Cause.MEMBERS_CHANGED);
		assertThat(this.scenario.log.disturbances(this.scenario.listener)).extracting(Disturbance::cause)
			.containsExactly(Cause.MEMBERS_CHANGED);
	}

	private void ended(Reason reason) {
		this.scenario.log.memberStopped(this.scenario.listener, this.scenario.listener.container(), reason);
	}

}
