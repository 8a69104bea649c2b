package io.steadykafka.delivery.internal.consumer;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.offsets.DeletedPartitions;
import io.steadykafka.delivery.internal.session.StopDeadline;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberConsumer}: the commits that end the ownership of partitions, and
 * those that a listener makes itself.
 */
class CommitsAtTheEndTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final FakeConsumer fake = new FakeConsumer(10);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Consumer<String, String> consumer = BoundConsumer.of(this.test, this.fake);

	private final Callback callback = new Callback();

	@BeforeEach
	void subscribe() {
		this.fake.log(P0, 10);
		this.fake.log(P1, 10);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC), this.callback);
		this.fake.rebalance(List.of(P0, P1));
	}

	@Test
	void whatFailedIsCommittedBeforeThePartitionIsGone() {
		this.fake.commitFailures.add(new RebalanceInProgressException());
		commit(P0, 5);
		this.fake.rebalance(List.of(P1));
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 5L), Map.of(P0, 5L));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
	}

	@Test
	void onlyTheRevokedPartitionIsCommittedThen() {
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(P0, 5);
		commit(P1, 6);
		this.fake.rebalance(List.of(P1));
		assertThat(this.fake.syncCommits).hasSize(3).last().isEqualTo(Map.of(P0, 5L));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits.remove().plainOffsets()).isEqualTo(Map.of(P1, 6L));
	}

	@Test
	void theContainersOwnLastCommitComesFirst() {
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(P0, 5);
		this.callback.onRevoked = () -> commit(P0, 7);
		this.fake.rebalance(List.of(P1));
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 5L), Map.of(P0, 7L));
		assertThat(this.fake.committed(P0)).isEqualTo(7);
	}

	@Test
	void anAsynchronousCommitIsConfirmedByASynchronousOne() {
		this.consumer.commitAsync(FakeConsumer.offset(P0, 5), null);
		this.consumer.commitAsync(FakeConsumer.offset(P1, 6), null);
		this.fake.answer(null);
		this.fake.rebalance(List.of());
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P1, 6L));
		assertThat(this.fake.commitTimeouts).containsExactly(DeletedPartitions.PATIENCE);
	}

	@Test
	void anAnswerAfterThePartitionWasRevokedIsNotTriedAgain() {
		this.consumer.commitAsync(FakeConsumer.offset(P0, 5), null);
		this.fake.rebalance(List.of(P1));
		this.fake.answer(new RetriableCommitFailedException("expected by the test"));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 5L));
	}

	@Test
	void ofALostPartitionNothingIsCommitted() {
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(P0, 5);
		this.callback.onLost = () -> {
			commit(P0, 7);
			this.consumer.commitAsync(FakeConsumer.offset(P0, 8), null);
			this.consumer.commitSync(
					Map.of(P0, FakeConsumer.offset(P0, 9).get(P0), P1, FakeConsumer.offset(P1, 3).get(P1)), TIMEOUT);
		};
		this.fake.lose(List.of(P0));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 5L), Map.of(P1, 3L));
		assertThat(this.fake.asyncCommits).allSatisfy((commit) -> assertThat(commit.offsets()).isEmpty());
		assertThat(this.test.commits("lost")).isEqualTo(3);
		assertThat(this.test.commits("success")).isOne();
	}

	@Test
	void aPartitionThatComesBackIsCommittedAgain() {
		this.fake.lose(List.of(P0));
		this.fake.rebalance(List.of(P0, P1));
		commit(P0, 5);
		assertThat(this.fake.committed(P0)).isEqualTo(5);
	}

	@Test
	void theCallbackIsToldOfALossAsALoss() {
		this.fake.lose(List.of(P0));
		this.fake.rebalance(List.of());
		assertThat(this.callback.calls).containsExactly("assigned [orders-0, orders-1]", "lost [orders-0]",
				"assigned []", "revoked [orders-1]", "assigned []");
	}

	@Test
	void theLastCommitIsMadeWhenTheConsumerIsClosed() {
		this.fake.commitFailures.add(new WakeupException());
		this.test.running = false;
		commit(P0, 5);
		this.consumer.close();
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 5L), Map.of(P0, 5L));
		assertThat(this.fake.closed()).isTrue();
		assertThat(this.test.session.summary().describe()).contains("committed {orders-0=5}, dropped nothing");
	}

	@Test
	void theLastCommitOfPartitionsAssignedByHandIsMadeToo() {
		FakeConsumer byHand = new FakeConsumer(10);
		byHand.log(P0, 10);
		Consumer<String, String> assigned = BoundConsumer.of(this.test, byHand);
		assigned.assign(List.of(P0));
		byHand.commitFailures.add(new TimeoutException("expected by the test"));
		assigned.commitSync(FakeConsumer.offset(P0, 5), TIMEOUT);
		assigned.unsubscribe();
		assertThat(byHand.syncCommits).containsExactly(Map.of(P0, 5L), Map.of(P0, 5L));
	}

	@Test
	void aMemberThatStopsIsGoneAtTheDeadlineWhateverFails() {
		this.test.running = false;
		for (int attempt = 0; attempt < 10; attempt++) {
			this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		}
		commit(P0, 5);
		this.test.pass(Duration.ofSeconds(7));
		this.fake.duringCommits = () -> this.test.pass(Duration.ofSeconds(1));
		this.consumer.close();
		Duration none = StopDeadline.SHORTEST;
		assertThat(this.fake.commitTimeouts).startsWith(TestMember.STOP_TIMEOUT, Duration.ofSeconds(3),
				Duration.ofSeconds(2), Duration.ofSeconds(1));
		assertThat(this.fake.commitTimeouts.subList(4, this.fake.commitTimeouts.size())).hasSizeLessThan(3)
			.allMatch(none::equals);
		assertThat(this.fake.closedWith.timeout()).contains(none);
		assertThat(this.test.session.summary().describe()).contains("dropped commits of {orders-0=5}");
	}

	@Test
	void aConsumerInAWrapperBuiltForOlderClientsIsClosedTheOlderWay() {
		List<Object> timeouts = new ArrayList<>();
		Consumer<String, String> wrapped = BoundConsumer.of(this.test, olderWrapper(timeouts));
		this.test.running = false;
		wrapped.close();
		assertThat(this.fake.closed()).isTrue();
		assertThat(timeouts).containsExactly(TestMember.STOP_TIMEOUT);
	}

	@SuppressWarnings("unchecked")
	private Consumer<String, String> olderWrapper(List<Object> timeouts) {
		return (Consumer<String, String>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Consumer.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						if (arguments[0] instanceof CloseOptions) {
							throw new AbstractMethodError("expected by the test");
						}
						timeouts.add(arguments[0]);
					}
					return method.invoke(this.fake, arguments);
				});
	}

	private void commit(TopicPartition partition, long offset) {
		this.consumer.commitSync(FakeConsumer.offset(partition, offset), TIMEOUT);
	}

	/**
	 * Stands for the container's.
	 */
	private static final class Callback implements ConsumerRebalanceListener {

		private final List<String> calls = new ArrayList<>();

		private Runnable onRevoked = () -> {
		};

		private Runnable onLost = () -> {
		};

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			this.calls.add("assigned " + partitions);
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			this.calls.add("revoked " + partitions);
			this.onRevoked.run();
		}

		@Override
		public void onPartitionsLost(Collection<TopicPartition> partitions) {
			this.calls.add("lost " + partitions);
			this.onLost.run();
		}

	}

}
