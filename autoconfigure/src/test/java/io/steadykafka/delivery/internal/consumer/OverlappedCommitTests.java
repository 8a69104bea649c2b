package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.offsets.DeletedPartitions;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.OverlappingMember;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OverlappedCommit}, in the consumers that it is part of.
 */
class OverlappedCommitTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private final OverlappingMember member = new OverlappingMember(1, new TestMember(OverlappingMember.WINDOW));

	private int attempts;

	@Test
	void nothingIsDeliveredBeforeTheAnswer() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		assertThat(this.member.fake.syncCommits).isEmpty();
		this.member.answerAtLook(5, null);
		this.member.fake.duringPolls.add(() -> assertThat(this.member.fake.asyncCommits).hasSize(1));
		ConsumerRecords<String, String> next = this.member.poll();
		assertThat(this.member.looks).isEqualTo(5);
		assertThat(this.member.fake.committed(P0)).isOne();
		assertThat(this.member.fake.syncCommits).isEmpty();
		assertThat(next.count()).isOne();
		assertThat(this.member.test.commits("success")).isOne();
	}

	@Test
	void anAnswerThatDoesNotComeIsWaitedForWithASecondRequest() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		assertThat(this.member.poll().count()).isOne();
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P0, 1L));
		assertThat(this.member.fake.commitTimeouts).containsExactly(DeletedPartitions.PATIENCE);
	}

	@Test
	void anAnswerThatCameDuringThePollIsNotLookedFor() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.fake.duringPolls.add(() -> this.member.fake.answer(null));
		this.member.answerAtLook(1, null);
		assertThat(this.member.poll().count()).isOne();
		assertThat(this.member.looks).isZero();
		assertThat(this.member.fake.syncCommits).isEmpty();
	}

	@Test
	void whereAnswersAreAlwaysLateHardlyAnyCommitIsSentTwice() {
		this.member.handle();
		for (int offset = 1; offset <= 5_000; offset++) {
			this.member.commit(offset);
			this.attempts += this.member.fake.asyncCommits.size();
			this.member.handle();
			this.member.fake.asyncCommits.clear();
		}
		// The first eight with ever more between them, and those that 1,023 are between.
		assertThat(this.attempts).isEqualTo(11);
		assertThat(this.member.fake.committed(P0)).isEqualTo(5_000);
	}

	@Test
	void whereEveryThirdAnswerIsLateOneOfTenIsSentTwice() {
		this.member.handle();
		for (int offset = 1; offset <= 5_000; offset++) {
			this.member.commit(offset);
			this.member.fake.duringLooks = () -> {
			};
			if (!this.member.fake.asyncCommits.isEmpty() && ++this.attempts % 3 != 0) {
				this.member.fake.duringPolls.add(() -> this.member.fake.answer(null));
			}
			this.member.handle();
			this.member.fake.asyncCommits.clear();
		}
		assertThat(this.attempts / 3).isLessThanOrEqualTo(500);
		assertThat(this.attempts).isGreaterThan(900);
	}

	@Test
	void aFailureThatMayPassIsTriedAgainAtOnce() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.answerAtLook(1, new RetriableCommitFailedException("expected by the test"));
		assertThat(this.member.handle()).containsExactly(1L);
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P0, 1L));
		assertThat(this.member.fake.committed(P0)).isOne();
	}

	@Test
	void afterAFailureThatStaysNothingIsDeliveredBeforeTheNextPoll() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.answerAtLook(1, new CommitFailedException());
		assertThat(this.member.handle()).isEmpty();
		assertThat(this.member.handle()).containsExactly(1L);
		assertThat(this.member.fake.syncCommits).isEmpty();
	}

	@Test
	void afterASecondFailureToo() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.answerAtLook(1, new RetriableCommitFailedException("expected by the test"));
		this.member.fake.commitFailures.add(new RebalanceInProgressException());
		assertThat(this.member.handle()).isEmpty();
		assertThat(this.member.handle()).containsExactly(1L);
		assertThat(this.member.fake.asyncCommits.remove().plainOffsets()).isEqualTo(Map.of(P0, 1L));
	}

	@Test
	void whatTheContainerHasToKnowIsThrownByTheNextPoll() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.fake.duringPolls.add(() -> this.member.fake.answer(new GroupAuthorizationException("group")));
		this.member.fake.commitFailures.add(new GroupAuthorizationException("group"));
		assertThat(this.member.handle()).isEmpty();
		assertThatExceptionOfType(GroupAuthorizationException.class).isThrownBy(this.member::poll);
		assertThat(this.member.handle()).containsExactly(1L);
	}

	@Test
	void theAnswerDoesNotWaitForRecords() {
		this.member.fake.log(P0, 1);
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.fake.pollTimeouts.clear();
		this.member.answerAtLook(2, null);
		this.member.fake.duringPolls.add(() -> {
		});
		this.member.fake.duringPolls.add(() -> assertThat(this.member.fake.committed(P0)).isOne());
		this.member.consumer.poll(OverlappingMember.TIMEOUT);
		assertThat(this.member.fake.pollTimeouts).containsExactly(Duration.ZERO, OverlappingMember.TIMEOUT);
	}

	@Test
	void aWakeUpLosesNoRecord() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.fake.duringLooks = () -> {
			throw new WakeupException();
		};
		assertThatExceptionOfType(WakeupException.class).isThrownBy(this.member::poll);
		this.member.answerAtLook(1, null);
		assertThat(this.member.handle()).containsExactly(1L);
		assertThat(this.member.fake.committed(P0)).isOne();
	}

	@Test
	void whatIsRevokedMeanwhileIsCommittedThenAndNotAgain() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.fake.duringPolls.add(() -> this.member.fake.rebalance(List.of(P1)));
		this.member.poll();
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P0, 1L));
	}

	@Test
	void whatIsLostMeanwhileIsNotCommittedAgain() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.fake.duringPolls.add(() -> this.member.fake.lose(List.of(P0)));
		this.member.poll();
		assertThat(this.member.fake.syncCommits).isEmpty();
	}

	@Test
	void aStopWaitsForTheAnswer() {
		this.member.handle();
		this.member.commitWithoutWaiting(1);
		this.member.test.running = false;
		this.member.consumer.close();
		assertThat(this.member.fake.syncCommits).containsExactly(Map.of(P0, 1L));
	}

}
