package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.offsets.DeletedPartitions;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MemberConsumer}: what becomes of the commits of a container.
 */
class CommitsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final FakeConsumer fake = new FakeConsumer(10);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Consumer<String, String> consumer = BoundConsumer.of(this.test, this.fake);

	static List<KafkaException> passing() {
		return List.of(new RebalanceInProgressException(), new TimeoutException("expected by the test"),
				new RetriableCommitFailedException("expected by the test"), new WakeupException());
	}

	static List<KafkaException> fatal() {
		return List.of(GroupAuthorizationException.forGroupId("group"), new FencedInstanceIdException("fenced"),
				new SaslAuthenticationException("expected by the test"));
	}

	static List<KafkaException> lasting() {
		return List.of(new CommitFailedException(), new KafkaException("Unexpected error in commit"),
				new OffsetMetadataTooLarge("expected by the test"));
	}

	@BeforeEach
	void subscribe() {
		this.fake.log(P0, 10);
		this.fake.log(P1, 10);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0, P1));
	}

	@Test
	void aCommitIsPassedOnAndCounted() {
		commit(P0, 5);
		assertThat(this.fake.committed(P0)).isEqualTo(5);
		assertThat(this.fake.commitTimeouts).containsExactly(DeletedPartitions.PATIENCE);
		assertThat(this.test.work.commits()).containsExactly(Map.entry("success", 1L));
	}

	@ParameterizedTest
	@MethodSource("passing")
	void aFailureThatPassesIsTriedAgainAfterTheNextPoll(KafkaException failure) {
		this.fake.commitFailures.add(failure);
		commit(P0, 5);
		assertThat(this.test.commits(failure.getClass().getSimpleName())).isOne();
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).singleElement()
			.extracting(FakeConsumer.PendingCommit::plainOffsets)
			.isEqualTo(Map.of(P0, 5L));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).hasSize(1);
		this.fake.answer(null);
		assertThat(this.fake.committed(P0)).isEqualTo(5);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
		assertThat(this.test.commits("success")).isOne();
	}

	@Test
	void itIsTriedAgainUntilItSucceeds() {
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(P0, 5);
		for (int attempt = 0; attempt < 3; attempt++) {
			this.consumer.poll(Duration.ZERO);
			this.fake.answer(new RetriableCommitFailedException("expected by the test"));
		}
		this.consumer.poll(Duration.ZERO);
		this.fake.answer(null);
		assertThat(this.test.work.commits())
			.isEqualTo(Map.of("success", 1L, "TimeoutException", 1L, "RetriableCommitFailedException", 3L));
	}

	@Test
	void aNewerCommitTakesThePlaceOfAFailedOne() {
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(P0, 5);
		commit(P0, 7);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
		assertThat(this.fake.committed(P0)).isEqualTo(7);
	}

	@Test
	void anOlderCommitThatCanNeverBeMadeDoesNotTakeANewerOneAlong() {
		this.consumer.commitAsync(FakeConsumer.offset(P0, 5), null);
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(P0, 7);
		this.fake.answer(new CommitFailedException());
		this.fake.rebalance(List.of(P1));
		assertThat(this.fake.committed(P0)).isEqualTo(7);
	}

	@Test
	void aLateFailureOfAnOlderCommitIsNotTriedAgain() {
		this.consumer.commitAsync(FakeConsumer.offset(P0, 5), null);
		this.consumer.commitAsync(FakeConsumer.offset(P0, 7), null);
		this.fake.answer(new RetriableCommitFailedException("expected by the test"));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).hasSize(1);
		this.fake.answer(null);
		assertThat(this.fake.committed(P0)).isEqualTo(7);
	}

	@ParameterizedTest
	@MethodSource("lasting")
	void aCommitThatCanNotBeMadeAnyMoreIsDroppedAndCounted(KafkaException failure) {
		this.fake.commitFailures.add(failure);
		commit(P0, 5);
		this.consumer.poll(Duration.ZERO);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
		this.consumer.close();
		assertThat(this.fake.syncCommits).hasSize(1);
		assertThat(this.test.work.commits()).containsExactly(Map.entry(failure.getClass().getSimpleName(), 1L));
	}

	@ParameterizedTest
	@MethodSource("fatal")
	void aFatalFailureIsThrownByTheNextPollOnce(KafkaException failure) {
		this.fake.commitFailures.add(failure);
		commit(P0, 5);
		int polls = this.fake.pollTimeouts.size();
		assertThatExceptionOfType(failure.getClass()).isThrownBy(() -> this.consumer.poll(Duration.ZERO))
			.isSameAs(failure);
		assertThat(this.fake.pollTimeouts).hasSize(polls);
		this.consumer.poll(Duration.ZERO);
		// An ACL may be mended. A member that was fenced is no member any more.
		assertThat(this.fake.asyncCommits).hasSize((failure instanceof FencedInstanceIdException) ? 0 : 1);
	}

	@Test
	void aFatalFailureOfAnAsynchronousCommitIsThrownByTheNextPollToo() {
		KafkaException failure = GroupAuthorizationException.forGroupId("group");
		this.consumer.commitAsync(FakeConsumer.offset(P0, 5), null);
		this.fake.answer(failure);
		assertThatExceptionOfType(GroupAuthorizationException.class)
			.isThrownBy(() -> this.consumer.poll(Duration.ZERO));
	}

	@Test
	void theContainersCallbackIsCalled() {
		StringBuilder answers = new StringBuilder();
		for (int i = 0; i < 2; i++) {
			this.consumer.commitAsync(FakeConsumer.offset(P0, 5),
					(offsets, exception) -> answers.append(offsets.get(P0).offset()).append(exception).append(' '));
		}
		this.fake.answer(null);
		this.fake.answer(new RebalanceInProgressException("expected"));
		assertThat(answers).hasToString("5null 5" + RebalanceInProgressException.class.getName() + ": expected ");
	}

	@Test
	void anInterruptedCommitIsKept() {
		this.fake.commitFailures.add(new InterruptException(new InterruptedException()));
		// As Kafka does when it throws.
		this.fake.duringCommits = Thread.currentThread()::interrupt;
		commit(P0, 5);
		assertThat(Thread.interrupted()).isTrue();
		this.fake.duringCommits = () -> {
		};
		this.fake.rebalance(List.of());
		assertThat(this.fake.syncCommits).hasSize(2);
		assertThat(this.test.commits("success")).isOne();
	}

	@Test
	void whatIsNotOfKafkaIsNotSwallowed() {
		this.fake.commitFailures.add(new IllegalStateException("closed"));
		assertThatIllegalStateException().isThrownBy(() -> commit(P0, 5));
	}

	@Test
	void theTimeOfACommitIsNotTheListeners() {
		this.test.watch().delivered();
		this.fake.duringCommits = () -> this.test.pass(Duration.ofSeconds(1));
		commit(P0, 5);
		this.test.watch().returned(FakeConsumer.record(P0, 5));
		assertThat(this.test.watch().hasEnough()).isFalse();
	}

	@Test
	void beforeItIsKnownWhoseItIsItDoesWhatKafkaDoes() {
		Consumer<String, String> stranger = new SteadyConsumer<>(this.fake, (polled) -> null);
		this.fake.commitFailures.add(new CommitFailedException());
		assertThatExceptionOfType(CommitFailedException.class)
			.isThrownBy(() -> stranger.commitSync(FakeConsumer.offset(P0, 5), TIMEOUT));
		stranger.commitAsync(FakeConsumer.offset(P0, 6), null);
		this.fake.answer(new TimeoutException());
		stranger.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
		stranger.close();
		assertThat(this.fake.closed()).isTrue();
	}

	private void commit(TopicPartition partition, long offset) {
		this.consumer.commitSync(FakeConsumer.offset(partition, offset), TIMEOUT);
	}

}
