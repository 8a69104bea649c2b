package io.steadykafka.commit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InFlight}.
 */
class InFlightTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final List<TopicPartition> BOTH = List.of(P0, P1);

	private static final Duration LONG = Duration.ofMinutes(1);

	private long nanoTime = 1_000;

	private final InFlight inFlight = new InFlight(() -> this.nanoTime);

	@Test
	void recordsAreInFlightUntilTheyAreDone() {
		this.inFlight.add(records(P0, 0, 1));
		this.inFlight.add(records(P1, 5));
		assertThat(this.inFlight.count()).isEqualTo(3);
		assertThat(this.inFlight.count(List.of(P0))).isEqualTo(2);
		this.inFlight.done(records(P0, 1));
		assertThat(this.inFlight.count(List.of(P0))).isOne();
		this.inFlight.done(records(P0, 0));
		this.inFlight.done(records(P1, 5));
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void aRecordIsDoneOnlyOnce() {
		this.inFlight.add(records(P0, 0, 1));
		this.inFlight.done(records(P0, 0));
		this.inFlight.done(records(P0, 0));
		this.inFlight.done(records(P1, 0));
		assertThat(this.inFlight.count()).isOne();
	}

	@Test
	void whatTheListenerCommittedItselfIsInFlightNoMore() {
		this.inFlight.add(records(P0, 0, 1));
		this.inFlight.add(records(P1, 5));
		this.inFlight.settled(List.of(P0));
		assertThat(this.inFlight.count()).isOne();
		assertThat(this.inFlight.partitions()).containsExactly(P1);
	}

	@Test
	void aListenerThatNeverAcknowledgesDoesNotFillTheMemory() {
		for (int i = 0; i <= InFlight.MOST; i++) {
			this.inFlight.add(records(P0, i));
		}
		assertThat(this.inFlight.count()).isEqualTo(InFlight.MOST);
	}

	@Test
	void theOldestRecordTellsTheAge() {
		assertThat(this.inFlight.age()).isZero();
		this.inFlight.add(records(P0, 0));
		this.nanoTime += 10;
		this.inFlight.add(records(P1, 5));
		this.nanoTime += 10;
		assertThat(this.inFlight.age()).isEqualTo(20);
		this.inFlight.done(records(P0, 0));
		assertThat(this.inFlight.age()).isEqualTo(10);
	}

	@Test
	void knowsWhenTheLastRecordWasDone() {
		assertThat(this.inFlight.emptiedAt()).isEqualTo(1_000);
		this.inFlight.add(records(P0, 0, 1));
		this.nanoTime += 10;
		this.inFlight.done(records(P0, 0));
		assertThat(this.inFlight.emptiedAt()).isEqualTo(1_000);
		this.nanoTime += 10;
		this.inFlight.done(records(P0, 1));
		assertThat(this.inFlight.emptiedAt()).isEqualTo(1_020);
	}

	@Test
	void nothingIsCommittedBeyondTheFirstRecordThatFailedUntilItIsProcessed() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 4));
		this.inFlight.failed(records(P0, 2));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 2));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 1))).isEqualTo(FakeConsumer.offset(P0, 1));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P1, 9))).isEqualTo(FakeConsumer.offset(P1, 9));
		this.inFlight.processed(records(P0, 3));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 2));
		this.inFlight.processed(records(P0, 2));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 4));
		this.inFlight.processed(records(P0, 4));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 5));
	}

	@Test
	void aSeekBeyondARecordThatFailedIsDoneWithItAndOneToItIsNot() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 2));
		this.inFlight.sought(P0, 2);
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 2));
		this.inFlight.sought(P0, 3);
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 5));
	}

	@Test
	void withoutAnybodyWhoHandsItOverAgainARecordThatFailedBoundsNothing() {
		this.inFlight.failed(records(P0, 2));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 5));
	}

	@Test
	void aRecordWhoseFailureDoesNotFollowBoundsNothingAfterAWhile() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 2));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 2));
		this.nanoTime += FailedOffsets.LONGEST_ON_ITS_WAY.toNanos();
		assertThat(this.inFlight.release()).isEmpty();
		this.nanoTime++;
		assertThat(this.inFlight.release()).isEqualTo(FakeConsumer.offset(P0, 5));
		assertThat(this.inFlight.release()).isEmpty();
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 7))).isEqualTo(FakeConsumer.offset(P0, 7));
	}

	@Test
	void aRecordWhoseFailureFollowsBoundsForAsLongAsItIsTriedAgain() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 2));
		this.inFlight.failed(records(P0, 4));
		this.inFlight.bound(FakeConsumer.offset(P0, 5));
		this.inFlight.sought(P0, 2);
		this.nanoTime += Duration.ofHours(1).toNanos();
		assertThat(this.inFlight.release()).isEmpty();
		this.inFlight.add(records(P0, 2, 3, 4));
		this.inFlight.processed(records(P0, 2));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 4));
		this.inFlight.processed(records(P0, 4));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 5));
	}

	@Test
	void aLostFailureLeavesTheBoundOfALaterOneThatFollows() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 2));
		this.inFlight.failed(records(P0, 4));
		this.inFlight.sought(P0, 4);
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 7))).isEqualTo(FakeConsumer.offset(P0, 2));
		this.nanoTime += FailedOffsets.LONGEST_ON_ITS_WAY.toNanos() + 1;
		assertThat(this.inFlight.release()).isEqualTo(FakeConsumer.offset(P0, 4));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 7))).isEqualTo(FakeConsumer.offset(P0, 4));
	}

	@Test
	void aFailureBehindOneThatComesAgainNeedsNoSeekOfItsOwn() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 2));
		this.inFlight.sought(P0, 2);
		this.inFlight.failed(records(P0, 4));
		this.inFlight.bound(FakeConsumer.offset(P0, 7));
		this.nanoTime += FailedOffsets.LONGEST_ON_ITS_WAY.toNanos() + 1;
		assertThat(this.inFlight.release()).isEmpty();
	}

	@Test
	void aRecordThatIsNotInTheLogAnyMoreBoundsNothing() {
		this.inFlight.keepFailures();
		this.inFlight.failed(records(P0, 2));
		this.inFlight.sought(P0, 1);
		this.inFlight.add(records(P0, 1));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 2));
		this.inFlight.add(records(P0, 3));
		assertThat(this.inFlight.bound(FakeConsumer.offset(P0, 5))).isEqualTo(FakeConsumer.offset(P0, 5));
	}

	@Test
	void nothingInFlightIsNotWaitedFor() {
		assertThat(this.inFlight.await(BOTH, LONG)).isZero();
		this.inFlight.add(records(P1, 0));
		assertThat(this.inFlight.await(List.of(P0), LONG)).isZero();
	}

	@Test
	void waitsUntilAnotherThreadIsDone() throws Exception {
		this.inFlight.add(records(P0, 0, 1));
		CompletableFuture<Thread> waiting = new CompletableFuture<>();
		CompletableFuture<Integer> left = CompletableFuture.supplyAsync(() -> {
			waiting.complete(Thread.currentThread());
			return this.inFlight.await(List.of(P0), LONG);
		});
		Thread waiter = waiting.get(10, TimeUnit.SECONDS);
		Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
		this.inFlight.done(records(P0, 1));
		Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
		assertThat(left).isNotDone();
		this.inFlight.done(records(P0, 0));
		assertThat(left.get(10, TimeUnit.SECONDS)).isZero();
	}

	@Test
	void waitsNoLongerThanTheTimeout() {
		this.inFlight.add(records(P0, 0, 1));
		assertThat(this.inFlight.await(List.of(P0), Duration.ofMillis(20))).isEqualTo(2);
	}

	@Test
	void anInterruptedThreadWaitsNoLongerAndStaysInterrupted() {
		this.inFlight.add(records(P0, 0));
		Thread.currentThread().interrupt();
		assertThat(this.inFlight.await(List.of(P0), LONG)).isOne();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void recordsBeforeACommitArePassedOverOnce() {
		this.inFlight.add(records(P0, 0, 1, 2));
		this.inFlight.add(records(P1, 0, 1, 2));
		assertThat(this.inFlight.passedOver(FakeConsumer.offset(P0, 2))).isEqualTo(2);
		assertThat(this.inFlight.passedOver(FakeConsumer.offset(P0, 2))).isZero();
		assertThat(this.inFlight.count(List.of(P0))).isOne();
		assertThat(this.inFlight.count(List.of(P1))).isEqualTo(3);
	}

	@Test
	void recordsThatAreJustBeingAcknowledgedAreNotPassedOver() {
		this.inFlight.add(records(P0, 0, 1));
		this.inFlight.acknowledging(records(P0, 1));
		assertThat(this.inFlight.passedOver(FakeConsumer.offset(P0, 2))).isOne();
		this.inFlight.done(records(P0, 1));
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void acknowledgementsOfStrangersAreIgnored() {
		this.inFlight.acknowledging(records(P0, 0));
		assertThat(this.inFlight.count()).isZero();
	}

	@Test
	void partitionsThatAreGoneAreForgotten() {
		this.inFlight.add(records(P0, 0));
		this.inFlight.add(records(P1, 0));
		this.inFlight.forget(List.of(P0));
		assertThat(this.inFlight.count()).isOne();
		assertThat(this.inFlight.await(List.of(P0), LONG)).isZero();
	}

	private static List<ConsumerRecord<String, String>> records(TopicPartition partition, long... offsets) {
		return LongStream.of(offsets).mapToObj((offset) -> FakeConsumer.record(partition, offset)).toList();
	}

}
