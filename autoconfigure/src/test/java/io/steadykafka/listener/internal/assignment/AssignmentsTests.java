package io.steadykafka.listener.internal.assignment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for {@link Assignments}: the rare orders of callbacks that no broker gives on
 * demand.
 */
class AssignmentsTests {

	private static final TopicPartition P0 = new TopicPartition("orders", 0);

	private static final TopicPartition P1 = new TopicPartition("orders", 1);

	private final List<AssignmentChange> changes = new ArrayList<>();

	private final MutableClock clock = new MutableClock();

	private final Containment containment = new Containment();

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	private final Assignments assignments = new Assignments(() -> List.of(this.changes::add), this.clock,
			this.containment);

	private final Consumer<?, ?> first = member();

	private final Consumer<?, ?> second = member();

	private ConsumerAwareRebalanceListener callbacks;

	@BeforeEach
	void prepare() {
		this.callbacks = prepare(this.assignments, null);
	}

	@Test
	void assignedAndRevokedAreFollowed() {
		this.callbacks.onPartitionsAssigned(this.first, List.of(P0, P1));
		assertThat(this.assignments.owned().of(this.listener)).containsExactlyInAnyOrder(P0, P1);
		this.callbacks.onPartitionsRevokedBeforeCommit(this.first, List.of(P0));
		this.callbacks.onPartitionsRevokedAfterCommit(this.first, List.of(P0));
		assertThat(this.assignments.owned().of(this.listener)).containsExactly(P1);
		assertThat(this.assignments.owned().owns("group", P0)).isFalse();
		assertThat(this.assignments.owned().owns("group", P1)).isTrue();
		assertThat(this.changes).extracting(AssignmentChange::kind).containsExactly(Kind.ASSIGNED, Kind.REVOKED);
	}

	@Test
	void aLossIsNotARevocationThoughTheContainerCallsThatToo() {
		this.callbacks.onPartitionsAssigned(this.first, List.of(P0));
		this.callbacks.onPartitionsLost(this.first, List.of(P0));
		this.callbacks.onPartitionsRevokedBeforeCommit(this.first, List.of(P0));
		this.callbacks.onPartitionsRevokedAfterCommit(this.first, List.of(P0));
		assertThat(this.changes).extracting(AssignmentChange::kind).containsExactly(Kind.ASSIGNED, Kind.LOST);
		assertThat(this.assignments.owned().of(this.listener)).isEmpty();
	}

	@Test
	void whatWasRevokedIsToldAgainAfterItsCommitButNotWhatWasLost() {
		List<String> told = new ArrayList<>();
		ConsumerAwareRebalanceListener composed = prepare(new Assignments(() -> List.of(new AssignmentListener() {

			@Override
			public void onChange(AssignmentChange change) {
				told.add(change.kind().name());
			}

			@Override
			public void afterCommit(AssignmentChange change) {
				told.add("after the commit of " + change.partitions());
			}

		}), this.clock, this.containment), null);
		composed.onPartitionsAssigned(this.first, List.of(P0, P1));
		composed.onPartitionsRevokedBeforeCommit(this.first, List.of(P0));
		assertThat(told).containsExactly("ASSIGNED", "REVOKED");
		composed.onPartitionsRevokedAfterCommit(this.first, List.of(P0));
		composed.onPartitionsLost(this.first, List.of(P1));
		composed.onPartitionsRevokedBeforeCommit(this.first, List.of(P1));
		composed.onPartitionsRevokedAfterCommit(this.first, List.of(P1));
		assertThat(told).containsExactly("ASSIGNED", "REVOKED", "after the commit of [orders-0]", "LOST");
	}

	@Test
	void theMembersPartitionsAreKnown() {
		this.callbacks.onPartitionsAssigned(this.first, List.of(P0, P1));
		this.callbacks.onPartitionsAssigned(this.second, List.of());
		assertThat(this.assignments.owned().perMember(this.listener)).containsExactlyInAnyOrder(2, 0);
	}

	@Test
	void theLossOfNothingIsNoNews() {
		this.callbacks.onPartitionsLost(this.first, List.of());
		assertThat(this.changes).isEmpty();
	}

	@Test
	void membersThatAreNotThereYetAreJoiningButNotForEver() {
		((ConcurrentMessageListenerContainer<?, ?>) this.listener.container()).setConcurrency(2);
		OwnedPartitions ledger = new OwnedPartitions(this.clock);
		assertThat(ledger.isJoining(this.listener)).isFalse();
		ledger.add(this.listener, this.first, List.of(P0, P1));
		assertThat(ledger.isJoining(this.listener)).isTrue();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(ledger.isJoining(this.listener)).isFalse();
	}

	@Test
	void aMemberThatStopsIsForgottenAndTheOthersThatStandByAreNot() {
		OwnedPartitions ledger = new OwnedPartitions(this.clock);
		CompletableFuture.runAsync(() -> ledger.add(this.listener, this.second, List.of())).join();
		ledger.add(this.listener, this.first, List.of());
		ledger.memberStopped(this.listener);
		assertThat(ledger.perMember(this.listener)).containsExactly(0);
	}

	@Test
	void membersThatAreAllThereHaveJoined() {
		((ConcurrentMessageListenerContainer<?, ?>) this.listener.container()).setConcurrency(2);
		OwnedPartitions ledger = new OwnedPartitions(this.clock);
		ledger.add(this.listener, this.first, List.of(P0, P1));
		ledger.add(this.listener, this.second, List.of());
		assertThat(ledger.isJoining(this.listener)).isTrue();
		ledger.remove(this.listener, this.first, List.of(P1));
		ledger.add(this.listener, this.second, List.of(P1));
		assertThat(ledger.isJoining(this.listener)).isFalse();
	}

	@Test
	void whoGivesAllUpForAMomentHasJoined() {
		OwnedPartitions ledger = new OwnedPartitions(this.clock);
		ledger.add(this.listener, this.first, List.of(P0));
		ledger.remove(this.listener, this.first, List.of(P0));
		assertThat(ledger.isJoining(this.listener)).isFalse();
	}

	@Test
	void aRestartBeginsAnew() {
		OwnedPartitions ledger = new OwnedPartitions(this.clock);
		ledger.add(this.listener, this.first, List.of(P0));
		ledger.memberStarting(this.listener);
		assertThat(ledger.everAssigned(this.listener)).isTrue();
		ledger.remove(this.listener, this.first, List.of(P0));
		ledger.memberStarting(this.listener);
		assertThat(ledger.everAssigned(this.listener)).isFalse();
	}

	@Test
	void aForgottenListenerIsNotFollowed() {
		this.assignments.forget(this.listener);
		this.callbacks.onPartitionsAssigned(this.first, List.of(P0));
		assertThat(this.assignments.owned().of(this.listener)).isEmpty();
		assertThat(this.changes).isEmpty();
	}

	@Test
	void standbysThatAreRestartedLeaveNothingBehind() {
		OwnedPartitions ledger = new OwnedPartitions(this.clock);
		for (int restart = 0; restart < 100; restart++) {
			ledger.add(this.listener, new Object(), List.of());
			ledger.memberStopped(this.listener);
		}
		assertThat(ledger.joined(this.listener)).isZero();
		assertThat(ledger.everAssigned(this.listener)).isTrue();
	}

	@Test
	void lateNewsOfALossDoesNotTakeThePartitionFromItsNewOwner() {
		this.callbacks.onPartitionsAssigned(this.first, List.of(P0));
		this.callbacks.onPartitionsAssigned(this.second, List.of(P0));
		this.callbacks.onPartitionsLost(this.first, List.of(P0));
		assertThat(this.assignments.owned().of(this.listener)).containsExactly(P0);
	}

	@Test
	void anEmptyAssignmentIsToldToo() {
		assertThat(this.assignments.owned().everAssigned(this.listener)).isFalse();
		this.callbacks.onPartitionsAssigned(this.first, List.of());
		assertThat(this.assignments.owned().everAssigned(this.listener)).isTrue();
		assertThat(this.changes).singleElement().extracting(AssignmentChange::partitions).isEqualTo(Set.of());
	}

	@Test
	void aListenerOfOursThatThrowsHurtsNobody() {
		Assignments failing = new Assignments(() -> List.of((change) -> {
			throw new IllegalStateException("expected by the test");
		}, this.changes::add), this.clock, this.containment);
		ConsumerRebalanceListener own = mock();
		prepare(failing, own).onPartitionsAssigned(this.first, List.of(P0));
		inOrder(own).verify(own).onPartitionsAssigned(List.of(P0));
		assertThat(this.changes).hasSize(1);
		assertThat(this.containment.failures()).isOne();
	}

	@Test
	void theApplicationsPlainListenerIsCalledAsTheContainerWould() {
		ConsumerRebalanceListener own = mock();
		everyCallback(prepare(this.assignments, own));
		InOrder order = inOrder(own);
		order.verify(own).onPartitionsAssigned(List.of(P0));
		order.verify(own).onPartitionsRevoked(List.of(P0));
		order.verify(own).onPartitionsLost(List.of(P0));
		verifyNoMoreInteractions(own);
	}

	@Test
	void theApplicationsAwareListenerIsCalledAsTheContainerWould() {
		ConsumerAwareRebalanceListener own = mock();
		everyCallback(prepare(this.assignments, own));
		InOrder order = inOrder(own);
		order.verify(own).onPartitionsAssigned(this.first, List.of(P0));
		order.verify(own).onPartitionsRevokedBeforeCommit(this.first, List.of(P0));
		order.verify(own).onPartitionsRevokedAfterCommit(this.first, List.of(P0));
		order.verify(own).onPartitionsLost(this.first, List.of(P0));
		verifyNoMoreInteractions(own);
	}

	@Test
	void whatTheApplicationsListenerThrowsIsNotContained() {
		ConsumerRebalanceListener own = mock();
		willThrow(new IllegalStateException("theirs")).given(own).onPartitionsAssigned(List.of(P0));
		ConsumerAwareRebalanceListener composed = prepare(this.assignments, own);
		assertThatIllegalStateException().isThrownBy(() -> composed.onPartitionsAssigned(this.first, List.of(P0)))
			.withMessage("theirs");
		assertThat(this.containment.failures()).isZero();
	}

	private void everyCallback(ConsumerAwareRebalanceListener composed) {
		composed.onPartitionsAssigned(this.first, List.of(P0));
		composed.onPartitionsRevokedBeforeCommit(this.first, List.of(P0));
		composed.onPartitionsRevokedAfterCommit(this.first, List.of(P0));
		composed.onPartitionsLost(this.first, List.of(P0));
	}

	private ConsumerAwareRebalanceListener prepare(Assignments prepared, ConsumerRebalanceListener own) {
		this.listener.container().getContainerProperties().setConsumerRebalanceListener(own);
		prepared.prepare(this.listener);
		return (ConsumerAwareRebalanceListener) this.listener.container()
			.getContainerProperties()
			.getConsumerRebalanceListener();
	}

	private static Consumer<?, ?> member() {
		Consumer<?, ?> member = mock();
		given(member.groupMetadata()).willReturn(mock(ConsumerGroupMetadata.class));
		return member;
	}

}
