package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InFlightRecords}.
 */
class InFlightRecordsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final List<TopicPartition> BOTH = List.of(P0, P1);

	private static final Duration LONG = Duration.ofMinutes(1);

	private long nanoTime = 1_000;

	private final InFlightRecords inFlight = new InFlightRecords(() -> this.nanoTime);

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
	void aListenerThatNeverAcknowledgesIsCountedToTheLastRecord() {
		int most = InFlightRecords.MOST;
		addAll(most, P0, P1);
		this.nanoTime += 10;
		assertThat(this.inFlight.count()).isEqualTo(2 * most);
		assertThat(this.inFlight.count(List.of(P1))).isEqualTo(most);
		assertThat(this.inFlight.age()).isEqualTo(10);
		assertThat(this.inFlight.passedOver(FakeConsumer.offset(P0, most))).isEqualTo(most);
		assertThat(this.inFlight.partitions()).containsExactly(P1);
	}

	@Test
	void recordsThatAreOnlyCountedMayBeAcknowledgedToo() {
		int most = InFlightRecords.MOST;
		addAll(most, P0, P1);
		this.inFlight.done(records(P0, 0, 1));
		assertThat(this.inFlight.count(List.of(P0))).isEqualTo(most - 2);
		int lastCounted = most / 2 - 1;
		this.inFlight.acknowledging(records(P0, lastCounted));
		assertThat(this.inFlight.passedOver(FakeConsumer.offset(P0, lastCounted + 1))).isEqualTo(most / 2 - 3);
		this.inFlight.done(records(P0, lastCounted));
		assertThat(this.inFlight.count(List.of(P0))).isEqualTo(most / 2);
	}

	@Test
	void recordsThatAreOnlyCountedAreForgottenWithTheirPartition() {
		addAll(InFlightRecords.MOST, P0, P1);
		this.inFlight.forget(List.of(P0));
		assertThat(this.inFlight.count()).isEqualTo(InFlightRecords.MOST);
		this.inFlight.forget(List.of(P1));
		assertThat(this.inFlight.count()).isZero();
		assertThat(this.inFlight.age()).isZero();
	}

	@Test
	void whatIsRememberedOneByOneIsBoundedOverAllPartitions() {
		PendingRecords pending = new PendingRecords(10);
		for (int partition = 0; partition < 100; partition++) {
			for (int offset = 0; offset < 3; offset++) {
				pending.add(FakeConsumer.record(new TopicPartition("orders", partition), offset), 0);
			}
		}
		assertThat(pending.remembered()).isEqualTo(10);
		assertThat(pending.partitions()).hasSize(100).allMatch((partition) -> pending.count(partition) == 3);
	}

	@Test
	void theAgeIsKnownWithoutALookAtAllRecords() {
		addAll(InFlightRecords.MOST, P0, P1);
		// A look at each of them a million times would take minutes.
		for (int i = 0; i < 1_000_000; i++) {
			this.inFlight.age();
		}
		assertThat(this.inFlight.count()).isEqualTo(2 * InFlightRecords.MOST);
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
	void anInterruptDoesNotEndTheWaitAndIsOver() {
		this.inFlight.add(records(P0, 0));
		CompletableFuture<Thread> waiting = new CompletableFuture<>();
		CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			waiting.complete(Thread.currentThread());
			this.inFlight.await(List.of(P0), LONG);
			return Thread.interrupted();
		});
		Thread waiter = waiting.orTimeout(10, TimeUnit.SECONDS).join();
		Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
		this.inFlight.done(records(P0, 0));
		assertThat(interrupted.orTimeout(10, TimeUnit.SECONDS).join()).isFalse();
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

	private void addAll(int records, TopicPartition... partitions) {
		for (int offset = 0; offset < records; offset++) {
			for (TopicPartition partition : partitions) {
				this.inFlight.add(records(partition, offset));
			}
		}
	}

	private static List<ConsumerRecord<String, String>> records(TopicPartition partition, long... offsets) {
		return LongStream.of(offsets).mapToObj((offset) -> FakeConsumer.record(partition, offset)).toList();
	}

}
