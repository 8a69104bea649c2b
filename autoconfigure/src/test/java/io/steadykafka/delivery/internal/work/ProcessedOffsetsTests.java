package io.steadykafka.delivery.internal.work;

import java.util.List;
import java.util.stream.LongStream;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessedOffsets}.
 */
class ProcessedOffsetsTests {

	private final ProcessedOffsets seen = new ProcessedOffsets();

	@Test
	void recordsThatFollowEachOtherAreNew() {
		assertThat(processed(FakeConsumer.P0, 0, 1, 2)).isZero();
		assertThat(processed(FakeConsumer.P0, 3, 7)).isZero();
		assertThat(processed(FakeConsumer.P0, 8)).isZero();
	}

	@Test
	void recordsThatWereProcessedBeforeAreSeenAgain() {
		processed(FakeConsumer.P0, 0, 1, 2, 3);
		assertThat(processed(FakeConsumer.P0, 2, 3, 4)).isEqualTo(2);
		assertThat(processed(FakeConsumer.P0, 0, 1)).isEqualTo(2);
		assertThat(processed(FakeConsumer.P0, 4, 5)).isOne();
	}

	@Test
	void goingBackDoesNotForgetHowFarItWas() {
		processed(FakeConsumer.P0, 0, 1, 2, 3);
		processed(FakeConsumer.P0, 0);
		assertThat(processed(FakeConsumer.P0, 1, 2, 3, 4)).isEqualTo(3);
	}

	@Test
	void whereItIsGoesBackWithIt() {
		processed(FakeConsumer.P0, 0, 1, 2, 3);
		assertThat(this.seen.end(FakeConsumer.P0)).hasValue(4);
		processed(FakeConsumer.P0, 0);
		assertThat(this.seen.end(FakeConsumer.P0)).hasValue(1);
		assertThat(this.seen.end(FakeConsumer.P1)).isEmpty();
	}

	@Test
	void partitionsAreSeenApart() {
		processed(FakeConsumer.P0, 0, 1, 2);
		assertThat(processed(FakeConsumer.P1, 0, 1)).isZero();
		assertThat(processed(new TopicPartition("payments", 0), 0)).isZero();
	}

	@Test
	void nothingIsNothing() {
		assertThat(processed(FakeConsumer.P0)).isZero();
		assertThat(processed(FakeConsumer.P0, 0)).isZero();
	}

	private int processed(TopicPartition partition, long... offsets) {
		List<ConsumerRecord<String, String>> records = LongStream.of(offsets)
			.mapToObj((offset) -> FakeConsumer.record(partition, offset))
			.toList();
		return this.seen.processed(partition, records);
	}

}
