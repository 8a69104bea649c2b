package io.steadykafka.delivery.internal.offsets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResetPositions}.
 */
class ResetPositionsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final TopicPartition OTHER = new TopicPartition("orders", 1);

	private final Map<TopicPartition, Long> next = new HashMap<>();

	private final ResetPositions resets = new ResetPositions();

	@Test
	void withoutAResetEverythingIsCommitted() {
		assertThat(this.resets.current(commit(PARTITION, 500))).isEqualTo(commit(PARTITION, 500));
	}

	@Test
	void whatLiesBehindTheNextRecordIsFromBeforeAResetBack() {
		this.next.put(PARTITION, 100L);
		reset(100);
		assertThat(this.resets.current(commit(PARTITION, 500))).isEmpty();
		assertThat(this.resets.current(commit(PARTITION, 100))).isNotEmpty();
		assertThat(this.resets.current(commit(OTHER, 500))).isNotEmpty();
		this.next.put(PARTITION, 120L);
		assertThat(this.resets.current(commit(PARTITION, 120))).isNotEmpty();
		assertThat(this.resets.current(commit(PARTITION, 121))).isEmpty();
	}

	@Test
	void whatLiesBeforeTheTargetIsFromBeforeAResetForward() {
		this.next.put(PARTITION, 900L);
		reset(900);
		assertThat(this.resets.current(commit(PARTITION, 500))).isEmpty();
		assertThat(this.resets.current(commit(PARTITION, 900))).isNotEmpty();
	}

	@Test
	void whereTheNextRecordIsNotKnownOnlyTheTargetCounts() {
		reset(100);
		assertThat(this.resets.current(commit(PARTITION, 99))).isEmpty();
		assertThat(this.resets.current(commit(PARTITION, 500))).isNotEmpty();
	}

	@Test
	void aSeekAfterAResetDoesNotBringBackWhatIsOld() {
		this.next.put(PARTITION, 12L);
		reset(100);
		this.resets.sought(List.of(PARTITION), OptionalLong.of(12));
		assertThat(this.resets.current(commit(PARTITION, 500))).isEmpty();
		assertThat(this.resets.current(commit(PARTITION, 12))).isNotEmpty();
		this.resets.sought(List.of(PARTITION), OptionalLong.empty());
		assertThat(this.resets.current(commit(PARTITION, 0))).isNotEmpty();
		assertThat(this.resets.current(commit(PARTITION, 500))).isEmpty();
	}

	@Test
	void aResetOfAPartitionThatIsGoneIsForgotten() {
		this.next.put(PARTITION, 100L);
		reset(100);
		this.resets.forget(List.of(PARTITION));
		assertThat(this.resets.current(commit(PARTITION, 500))).isNotEmpty();
	}

	private void reset(long offset) {
		this.resets.reset(PARTITION, offset, () -> (this.next.containsKey(PARTITION))
				? OptionalLong.of(this.next.get(PARTITION)) : OptionalLong.empty());
	}

	private static Map<TopicPartition, OffsetAndMetadata> commit(TopicPartition partition, long offset) {
		return Map.of(partition, new OffsetAndMetadata(offset));
	}

}
