package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InFlightRecords} and {@link FailedOffsets}: records that failed after
 * they were acknowledged.
 */
class FailedOffsetsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private long nanoTime = 1_000;

	private final InFlightRecords inFlight = new InFlightRecords(() -> this.nanoTime);

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

	private static List<ConsumerRecord<String, String>> records(TopicPartition partition, long... offsets) {
		return LongStream.of(offsets).mapToObj((offset) -> FakeConsumer.record(partition, offset)).toList();
	}

}
