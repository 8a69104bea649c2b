package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link MemberConsumer} and {@link MemberConsumer}: cases that are rare.
 */
class CommitEdgesTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration FAST = Duration.ofMillis(10);

	private final FakeConsumer fake = new FakeConsumer(20);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Bounds bounds = new Bounds();

	private Consumer<String, String> consumer;

	private boolean rebalancing;

	@BeforeEach
	void subscribe() {
		this.test.hooks.add((listener, member, polled) -> this.bounds);
		this.consumer = this.test.consumer(this.fake);
		this.fake.log(P0, 50);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "commitSync()", "commitSync(offsets)", "commitSync(timeout)", "commitAsync()",
			"commitAsync(callback)", "commitAsync(offsets, callback)" })
	void whatAListenerCommitsItselfIsNotOverwrittenByAnOlderCommitThatFailed(String way) {
		Map<String, Runnable> ways = Map.of("commitSync()", this.consumer::commitSync, "commitSync(offsets)",
				() -> this.consumer.commitSync(FakeConsumer.offset(P0, 7)), "commitSync(timeout)",
				() -> this.consumer.commitSync(TIMEOUT), "commitAsync()", this.consumer::commitAsync,
				"commitAsync(callback)", () -> this.consumer.commitAsync(null), "commitAsync(offsets, callback)",
				() -> this.consumer.commitAsync(FakeConsumer.offset(P0, 7), null));
		this.fake.log(P0, 7);
		poll();
		poll();
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		this.consumer.commitSync(FakeConsumer.offset(P0, 3), TIMEOUT);
		this.test.handle(this.consumer.poll(TIMEOUT), FAST);
		this.fake.asyncCommits.clear();
		this.consumer.commitSync(FakeConsumer.offset(P0, 5), TIMEOUT);
		this.fake.answer(new TimeoutException("expected by the test"));
		ways.get(way).run();
		this.fake.asyncCommits.clear();
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
	}

	@Test
	void anAsynchronousCommitOfAListenerThatFailsIsTheListeners() {
		poll();
		List<Exception> failures = new ArrayList<>();
		this.consumer.commitAsync((offsets, exception) -> failures.add(exception));
		this.fake.answer(new RetriableCommitFailedException("expected by the test"));
		assertThat(failures).singleElement().isInstanceOf(RetriableCommitFailedException.class);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
	}

	@Test
	void aSeekThatIsRefusedChangesNothing() {
		poll();
		assertThatIllegalArgumentException().isThrownBy(() -> this.consumer.seek(P0, -1));
		assertThat(this.consumer.position(P0)).isOne();
		assertThat(poll()).containsExactly(1L, 2L);
	}

	@Test
	void closingInAnotherWayFinishesTheBatchToo() {
		this.test.handle(this.consumer.poll(TIMEOUT), Duration.ofMillis(1));
		this.consumer.close(CloseOptions.timeout(TIMEOUT));
		assertThat(this.test.work.processed()).isOne();
	}

	@Test
	void aCommitWithoutOffsetsIsOfWhatWasDeliveredAlsoWhenTheBatchTookTheLastInMemory() {
		this.fake.log(P0, 7);
		poll();
		poll();
		ConsumerRecords<String, String> batch = this.consumer.poll(TIMEOUT);
		assertThat(batch.count()).isEqualTo(4);
		this.test.handle(batch, Duration.ofMillis(60));
		this.consumer.commitSync();
		assertThat(this.fake.committed(P0)).isEqualTo(5);
	}

	@Test
	void anAsynchronousCommitWithoutOffsetsIsOfWhatWasDeliveredAlsoWhenTheBatchTookTheLastInMemory() {
		this.fake.log(P0, 3);
		poll();
		this.test.handle(this.consumer.poll(TIMEOUT), FAST, 0);
		this.consumer.commitAsync();
		assertThat(this.fake.asyncCommits.remove().plainOffsets()).isEqualTo(Map.of(P0, 2L));
	}

	@Test
	void noBatchIsLargerThanAPollOfKafka() {
		this.fake.log(P0, 100);
		this.fake.log(P1, 100);
		this.fake.rebalance(List.of(P0, P1));
		for (int poll = 0; poll < 8; poll++) {
			this.test.handle(this.consumer.poll(TIMEOUT), Duration.ofNanos(1));
		}
		this.consumer.seekToBeginning(List.of());
		this.bounds.limit = new DeliveryLimit(1, P0);
		this.test.handle(this.consumer.poll(TIMEOUT), Duration.ofNanos(1));
		this.bounds.limit = new DeliveryLimit(1, P1);
		this.test.handle(this.consumer.poll(TIMEOUT), Duration.ofNanos(1));
		this.bounds.limit = DeliveryLimit.ALL;
		assertThat(this.consumer.poll(TIMEOUT).count()).isLessThanOrEqualTo(20);
	}

	@Test
	void anAsynchronousCommitWithAnEpochThatWasJustReplacedIsTriedAgain() {
		poll();
		this.consumer.commitAsync(FakeConsumer.offset(P0, 1), null);
		this.fake.answer(new StaleMemberEpochException("made up: a heartbeat was answered meanwhile"));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).singleElement()
			.extracting(FakeConsumer.PendingCommit::plainOffsets)
			.isEqualTo(Map.of(P0, 1L));
	}

	@Test
	void aSynchronousCommitWithAnEpochThatWasJustReplacedIsTriedAgain() {
		poll();
		this.fake.commitFailures.add(new CommitFailedException(
				"OffsetCommit failed with stale member epoch. " + Errors.STALE_MEMBER_EPOCH.message()));
		this.consumer.commitSync(FakeConsumer.offset(P0, 1), TIMEOUT);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).singleElement()
			.extracting(FakeConsumer.PendingCommit::plainOffsets)
			.isEqualTo(Map.of(P0, 1L));
	}

	@Test
	void whatFailsWhenTheConsumerIsClosedIsTriedAgainWhenItsPartitionsAreRevoked() {
		poll();
		this.test.running = false;
		this.fake.commitFailures.add(new RebalanceInProgressException());
		this.fake.commitFailures.add(new RebalanceInProgressException());
		this.consumer.commitSync(FakeConsumer.offset(P0, 1), TIMEOUT);
		this.consumer.close();
		assertThat(this.fake.syncCommits).hasSize(3);
		assertThat(this.fake.committed(P0)).isOne();
	}

	@Test
	void aMemberThatStopsDuringARebalanceWaitsForItsEndAndCommits() {
		poll();
		this.rebalancing = true;
		this.test.running = false;
		this.fake.duringCommits = () -> {
			if (this.rebalancing) {
				throw new RebalanceInProgressException();
			}
		};
		this.fake.duringPolls.add(() -> assertThat(this.fake.paused()).containsExactly(P0));
		this.fake.duringPolls.add(() -> this.rebalancing = false);
		this.consumer.commitSync(FakeConsumer.offset(P0, 1), TIMEOUT);
		this.consumer.unsubscribe();
		assertThat(this.fake.committed(P0)).isOne();
	}

	@Test
	void whatAPollThrowsWhileAMemberStopsDoesNotKeepItFromClosing() {
		poll();
		this.test.running = false;
		this.fake.commitFailures.add(new RebalanceInProgressException());
		this.fake.commitFailures.add(new RebalanceInProgressException());
		this.fake.duringPolls.add(() -> {
			throw new TopicAuthorizationException("expected by the test");
		});
		this.consumer.commitSync(FakeConsumer.offset(P0, 1), TIMEOUT);
		assertThatNoException().isThrownBy(this.consumer::close);
		assertThat(this.fake.closed()).isTrue();
	}

	@Test
	void aSeekToTheEndIsDoneWithARecordThatFailedLater() {
		poll();
		this.test.session.mode().inFlight().keepFailures();
		this.test.session.mode().inFlight().failed(List.of(FakeConsumer.record(P0, 1)));
		this.consumer.seekToEnd(List.of());
		this.consumer.commitSync(FakeConsumer.offset(P0, 50), TIMEOUT);
		assertThat(this.fake.committed(P0)).isEqualTo(50);
	}

	private List<Long> poll() {
		List<Long> offsets = new ArrayList<>();
		this.test.handle(this.consumer.poll(TIMEOUT), FAST).forEach((record) -> offsets.add(record.offset()));
		return offsets;
	}

	private static final class Bounds implements SessionHooks {

		private DeliveryLimit limit = DeliveryLimit.ALL;

		@Override
		public DeliveryLimit limit() {
			return this.limit;
		}

	}

}
