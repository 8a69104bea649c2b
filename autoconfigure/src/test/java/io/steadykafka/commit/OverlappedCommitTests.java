package io.steadykafka.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OverlappedCommit}, in the consumers that it is part of.
 */
class OverlappedCommitTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration WINDOW = Duration.ofMillis(100);

	private static final Duration FAST = Duration.ofMillis(1);

	private FakeConsumer fake = new FakeConsumer(1);

	private TestMember test = new TestMember(WINDOW);

	private PacedConsumer<String, String> consumer = start();

	private int looks;

	private int attempts;

	private PacedConsumer<String, String> start() {
		PacedConsumer<String, String> started = this.test.consumer(this.fake);
		this.fake.log(P0, 10_000);
		this.fake.log(P1, 0);
		started.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0, P1));
		return started;
	}

	private void start(FakeConsumer fake, TestMember test) {
		this.fake = fake;
		this.test = test;
		this.consumer = start();
	}

	@Test
	void nothingIsHandedOverBeforeTheAnswer() {
		handle();
		commit(1);
		assertThat(this.fake.syncCommits).isEmpty();
		answerAtLook(5, null);
		this.fake.duringPolls.add(() -> assertThat(this.fake.asyncCommits).hasSize(1));
		ConsumerRecords<String, String> next = poll();
		assertThat(this.looks).isEqualTo(5);
		assertThat(this.fake.committed(P0)).isOne();
		assertThat(this.fake.syncCommits).isEmpty();
		assertThat(next.count()).isOne();
		assertThat(this.test.commits("success")).isOne();
	}

	@Test
	void anAnswerThatDoesNotComeIsWaitedForWithASecondRequest() {
		handle();
		commit(1);
		assertThat(poll().count()).isOne();
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 1L));
		assertThat(this.fake.commitTimeouts).containsExactly(TIMEOUT);
	}

	@Test
	void anAnswerThatCameDuringThePollIsNotLookedFor() {
		handle();
		commit(1);
		this.fake.duringPolls.add(() -> this.fake.answer(null));
		answerAtLook(1, null);
		assertThat(poll().count()).isOne();
		assertThat(this.looks).isZero();
		assertThat(this.fake.syncCommits).isEmpty();
	}

	@Test
	void whereAnswersAreAlwaysLateHardlyAnyCommitIsSentTwice() {
		handle();
		for (int offset = 1; offset <= 5_000; offset++) {
			commit(offset);
			this.attempts += this.fake.asyncCommits.size();
			handle();
			this.fake.asyncCommits.clear();
		}
		// The first eleven with ever more between them, and three that 1,023 are between.
		assertThat(this.attempts).isEqualTo(14);
		assertThat(this.fake.committed(P0)).isEqualTo(5_000);
	}

	@Test
	void aFailureIsTriedAgainAfterTheNextPoll() {
		handle();
		commit(1);
		answerAtLook(1, new RetriableCommitFailedException("expected by the test"));
		assertThat(handle()).containsExactly(1L);
		handle();
		assertThat(this.fake.asyncCommits.remove().plainOffsets()).isEqualTo(Map.of(P0, 1L));
	}

	@Test
	void aWakeUpLosesNoRecord() {
		handle();
		commit(1);
		this.fake.duringLooks = () -> {
			throw new WakeupException();
		};
		assertThatExceptionOfType(WakeupException.class).isThrownBy(this::poll);
		answerAtLook(1, null);
		assertThat(handle()).containsExactly(1L);
		assertThat(this.fake.committed(P0)).isOne();
	}

	@Test
	void whatIsRevokedMeanwhileIsCommittedThenAndNotAgain() {
		handle();
		commit(1);
		this.fake.duringPolls.add(() -> this.fake.rebalance(List.of(P1)));
		poll();
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 1L));
	}

	@Test
	void whatIsLostMeanwhileIsNotCommittedAgain() {
		handle();
		commit(1);
		this.fake.duringPolls.add(() -> this.fake.lose(List.of(P0)));
		poll();
		assertThat(this.fake.syncCommits).isEmpty();
	}

	@Test
	void aStopWaitsForTheAnswer() {
		handle();
		commit(1);
		this.test.running = false;
		this.consumer.close();
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 1L));
	}

	@Test
	void aCommitThatCannotBeSentIsMadeAtOnce() {
		handle();
		this.fake.asyncFailures.add(new KafkaException("expected by the test"));
		commit(1);
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 1L));
		handle();
		assertThat(this.fake.syncCommits).hasSize(1);
	}

	@Test
	void aCommitOfARecordInHandIsWaitedForAtOnce() {
		Iterator<ConsumerRecord<String, String>> records = poll().iterator();
		assertThat(records.hasNext()).isTrue();
		records.next();
		commit(1);
		assertThat(this.fake.syncCommits).hasSize(1);
	}

	@Test
	void aCommitWithRecordsInMemoryIsWaitedForAtOnce() {
		start(new FakeConsumer(20), this.test);
		handle();
		commit(1);
		assertThat(this.fake.syncCommits).hasSize(1);
	}

	@Test
	void theLastCommitOfAStopIsWaitedForAtOnce() {
		handle();
		this.test.running = false;
		commit(1);
		assertThat(this.fake.syncCommits).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(value = Portion.Kind.class, names = "ONE_BY_ONE", mode = EnumSource.Mode.EXCLUDE)
	void thoseOfOtherListenersAreWaitedForAtOnce(Portion.Kind kind) {
		start(new FakeConsumer(1), new TestMember(WINDOW, kind));
		handle();
		commit(1);
		assertThat(this.fake.syncCommits).hasSize(1);
	}

	@Test
	void thoseOfTheConsumerProtocolAreWaitedForAtOnce() {
		start(new FakeConsumer(1),
				new TestMember(WINDOW, Portion.Kind.ONE_BY_ONE, Map.of("group.protocol", " Consumer")));
		handle();
		commit(1);
		assertThat(this.fake.syncCommits).hasSize(1);
	}

	private ConsumerRecords<String, String> poll() {
		return this.consumer.poll(Duration.ZERO);
	}

	private List<Long> handle() {
		List<Long> offsets = new ArrayList<>();
		this.test.handle(poll(), FAST).forEach((record) -> offsets.add(record.offset()));
		return offsets;
	}

	private void commit(long offset) {
		this.consumer.commitSync(FakeConsumer.offset(P0, offset), TIMEOUT);
	}

	private void answerAtLook(int look, Exception failure) {
		this.looks = 0;
		this.fake.duringLooks = () -> {
			if (++this.looks == look) {
				this.fake.answer(failure);
			}
		};
	}

}
