package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemberConsumer}: what polls deliver, and what is seen of it from
 * outside.
 */
class DeliveryTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration SLOW = Duration.ofMillis(60);

	private static final Duration FAST = Duration.ofMillis(10);

	private final FakeConsumer fake = new FakeConsumer(20);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Consumer<String, String> consumer = this.test.consumer(this.fake);

	@BeforeEach
	void subscribe() {
		this.fake.log(P0, 50);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0));
	}

	@Test
	void batchesGrowToTheWindowAndFollowEachOther() {
		assertThat(pollAndHandle(FAST)).containsExactly(0L);
		assertThat(pollAndHandle(FAST)).containsExactly(1L, 2L);
		assertThat(pollAndHandle(FAST)).containsExactly(3L, 4L, 5L, 6L);
		assertThat(pollAndHandle(FAST)).containsExactly(7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L);
		assertThat(pollAndHandle(FAST)).containsExactly(15L, 16L, 17L, 18L, 19L);
		assertThat(pollAndHandle(FAST)).hasSize(10).startsWith(20L);
		assertThat(this.test.work.processed()).isEqualTo(20);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.test.work.processed()).isEqualTo(30);
	}

	@Test
	void aRecordThatTheListenerSeeksAtCountsToo() {
		warmUp();
		int before = (int) this.test.work.processed();
		Iterator<ConsumerRecord<String, String>> records = this.consumer.poll(Duration.ZERO).iterator();
		assertThat(records.hasNext()).isTrue();
		long offset = records.next().offset();
		this.consumer.seek(P0, offset + 1);
		this.test.pass(FAST);
		this.test.watch().completed(1);
		assertThat(records.hasNext()).isFalse();
		assertThat(pollAndHandle(FAST)).startsWith(offset + 1).hasSizeGreaterThan(1);
		assertThat(this.test.work.processed()).isGreaterThan(before);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.test.work.redelivered()).isZero();
	}

	@Test
	void aCommitThatFailsEndsTheBatch() {
		warmUp();
		this.fake.duringCommits = () -> this.test.pass(Duration.ofSeconds(60));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		Iterator<ConsumerRecord<String, String>> records = this.consumer.poll(Duration.ZERO).iterator();
		assertThat(records.hasNext()).isTrue();
		long offset = records.next().offset();
		this.test.watch().completed(1);
		this.consumer.commitSync(FakeConsumer.offset(P0, offset + 1), Duration.ofSeconds(60));
		assertThat(records.hasNext()).isFalse();
		assertThat(pollAndHandle(FAST)).startsWith(offset + 1);
	}

	@Test
	void commitsThatTakeLongLeaveTimeForThePoll() {
		warmUp();
		this.fake.duringCommits = () -> this.test.pass(TestMember.MAX_POLL_INTERVAL.dividedBy(2));
		Iterator<ConsumerRecord<String, String>> records = this.consumer.poll(Duration.ZERO).iterator();
		assertThat(records.hasNext()).isTrue();
		this.consumer.commitSync(FakeConsumer.offset(P0, records.next().offset() + 1), Duration.ofSeconds(60));
		assertThat(records.hasNext()).isFalse();
	}

	@Test
	void whatIsInMemoryIsDeliveredWithoutAFetchAndWithoutWaiting() {
		pollAndHandle(FAST);
		this.fake.duringPolls.add(() -> assertThat(this.fake.paused()).containsExactly(P0));
		pollAndHandle(FAST);
		assertThat(this.fake.pollTimeouts).containsExactly(TIMEOUT, Duration.ZERO);
		assertThat(this.fake.position(P0)).isEqualTo(20);
	}

	@Test
	void whenNothingIsInMemoryItFetchesAsAlways() {
		this.fake.log(P0, 1);
		pollAndHandle(FAST);
		assertThat(pollAndHandle(FAST)).isEmpty();
		assertThat(this.fake.pollTimeouts).containsExactly(TIMEOUT, TIMEOUT);
		assertThat(this.fake.paused()).isEmpty();
	}

	@Test
	void whatWasNotTakenComesWithTheNextPoll() {
		warmUp();
		assertThat(pollAndHandle(SLOW)).containsExactly(3L, 4L);
		assertThat(this.consumer.position(P0)).isEqualTo(5);
		assertThat(pollAndHandle(SLOW)).containsExactly(5L);
	}

	@Test
	void whatTheWindowCutOffIsNotLostWhenNobodyAsksForThePosition() {
		warmUp();
		assertThat(pollAndHandle(SLOW)).containsExactly(3L, 4L);
		assertThat(pollAndHandle(FAST)).startsWith(5L);
	}

	@Test
	void thePositionIsTheFirstRecordThatWasNotDelivered() {
		pollAndHandle(FAST);
		assertThat(this.consumer.position(P0)).isOne();
		assertThat(this.consumer.position(P0, TIMEOUT)).isOne();
		pollAndHandle(FAST);
		assertThat(this.consumer.position(P0)).isEqualTo(3);
	}

	@Test
	void thePositionWhileABatchIsInHandIsAfterIt() {
		warmUp();
		ConsumerRecords<String, String> batch = this.consumer.poll(TIMEOUT);
		assertThat(batch.count()).isEqualTo(4);
		batch.iterator().next();
		assertThat(this.consumer.position(P0)).isEqualTo(7);
	}

	@Test
	void theLagIsOfWhatWasNotDelivered() {
		pollAndHandle(FAST);
		assertThat(this.consumer.currentLag(P0)).hasValue(49);
	}

	@Test
	void nothingIsDeliveredOfAPausedPartition() {
		pollAndHandle(FAST);
		this.consumer.pause(List.of(P0));
		assertThat(this.consumer.poll(TIMEOUT)).isEmpty();
		assertThat(this.consumer.poll(TIMEOUT)).isEmpty();
		assertThat(this.fake.pollTimeouts).containsExactly(TIMEOUT, TIMEOUT, TIMEOUT);
		assertThat(this.consumer.position(P0)).isOne();
		this.consumer.resume(List.of(P0));
		assertThat(pollAndHandle(FAST)).containsExactly(1L, 2L);
	}

	@Test
	void otherPartitionsGoOnWhileOneIsPaused() {
		this.fake.log(P1, 50);
		pollAndHandle(FAST);
		this.consumer.pause(List.of(P0));
		this.fake.rebalance(List.of(P0, P1));
		assertThat(pollAndHandlePartitions(FAST)).containsOnly(P1);
		assertThat(pollAndHandlePartitions(FAST)).containsOnly(P1);
		assertThat(this.consumer.position(P0)).isOne();
	}

	@Test
	void onlyWhatTheApplicationPausedIsSeenAsPaused() {
		this.fake.log(P1, 50);
		this.fake.rebalance(List.of(P0, P1));
		pollAndHandle(FAST);
		pollAndHandle(FAST);
		assertThat(this.fake.paused()).containsExactly(P0);
		assertThat(this.consumer.paused()).isEmpty();
		this.consumer.pause(List.of(P1));
		assertThat(this.consumer.paused()).containsExactly(P1);
		pollAndHandle(FAST);
		assertThat(this.consumer.paused()).containsExactly(P1);
		this.consumer.resume(List.of(P1));
		assertThat(this.consumer.paused()).isEmpty();
	}

	@Test
	void aPauseOutlastsThePausesOfOurOwn() {
		pollAndHandle(FAST);
		pollAndHandle(FAST);
		this.consumer.pause(List.of(P0));
		this.consumer.poll(TIMEOUT);
		assertThat(this.fake.paused()).containsExactly(P0);
		assertThat(this.consumer.paused()).containsExactly(P0);
	}

	@Test
	void aSeekToWhatIsInMemoryNeedsNoFetch() {
		pollAndHandle(FAST);
		this.consumer.seek(P0, 7);
		assertThat(this.consumer.position(P0)).isEqualTo(7);
		assertThat(pollAndHandle(FAST)).containsExactly(7L, 8L);
		assertThat(this.fake.position(P0)).isEqualTo(20);
	}

	@Test
	void aSeekBackFetchesAgain() {
		warmUp();
		this.consumer.seek(P0, 1);
		assertThat(this.consumer.position(P0)).isOne();
		assertThat(pollAndHandle(FAST)).containsExactly(1L, 2L, 3L, 4L);
		assertThat(pollAndHandle(FAST)).startsWith(5L);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.test.work.redelivered()).isEqualTo(2);
	}

	@Test
	void aSeekBeyondWhatIsInMemoryFetchesThere() {
		pollAndHandle(FAST);
		this.consumer.seek(P0, FakeConsumer.offset(P0, 30).get(P0));
		assertThat(this.consumer.position(P0)).isEqualTo(30);
		assertThat(pollAndHandle(FAST)).containsExactly(30L, 31L);
	}

	@Test
	void aSeekOfTheRecordThatFailedHandsItOverAgainAndNothingElseBefore() {
		warmUp();
		ConsumerRecords<String, String> batch = this.consumer.poll(TIMEOUT);
		assertThat(this.test.handle(batch, FAST, 1)).extracting(ConsumerRecord::offset).containsExactly(3L, 4L);
		this.consumer.seek(P0, 4);
		assertThat(pollAndHandle(FAST)).startsWith(4L, 5L);
		this.consumer.poll(Duration.ZERO);
		assertThat(this.test.work.failed()).isOne();
		assertThat(this.test.work.redelivered()).isZero();
	}

	@Test
	void seeksToTheEndsDropWhatIsInMemory() {
		pollAndHandle(FAST);
		this.consumer.seekToEnd(List.of());
		assertThat(this.consumer.position(P0)).isEqualTo(50);
		this.consumer.seekToBeginning(List.of(P0));
		assertThat(pollAndHandle(FAST)).containsExactly(0L, 1L);
	}

	@Test
	void aWakeUpLosesNothing() {
		pollAndHandle(FAST);
		this.fake.wakeup();
		assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> this.consumer.poll(TIMEOUT));
		assertThat(pollAndHandle(FAST)).containsExactly(1L, 2L);
	}

	@Test
	void aStrangersConsumerDoesWhatKafkaDoes() {
		Consumer<String, String> stranger = new SteadyConsumer<>(this.fake, (polled) -> null);
		assertThat(stranger.poll(TIMEOUT).count()).isEqualTo(20);
		assertThat(stranger.position(P0)).isEqualTo(20);
	}

	/**
	 * Deliver the first three records.
	 */
	private void warmUp() {
		pollAndHandle(FAST);
		pollAndHandle(FAST);
	}

	private List<Long> pollAndHandle(Duration each) {
		return this.test.handle(this.consumer.poll(TIMEOUT), each).stream().map(ConsumerRecord::offset).toList();
	}

	private List<TopicPartition> pollAndHandlePartitions(Duration each) {
		return this.test.handle(this.consumer.poll(TIMEOUT), each)
			.stream()
			.map((record) -> new TopicPartition(record.topic(), record.partition()))
			.toList();
	}

}
