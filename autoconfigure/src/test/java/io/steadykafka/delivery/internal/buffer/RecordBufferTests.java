package io.steadykafka.delivery.internal.buffer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordBuffer} and {@link PartitionQueue}.
 */
class RecordBufferTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private final RecordBuffer<String, String> buffer = new RecordBuffer<>();

	@Test
	void isEmptyAtFirst() {
		assertThat(this.buffer.isEmpty()).isTrue();
		assertThat(this.buffer.size()).isZero();
		assertThat(this.buffer.partitions()).isEmpty();
		assertThat(this.buffer.position(P0)).isEmpty();
		assertThat(take(10)).isEmpty();
	}

	@Test
	void recordsComeInTheOrderOfTheirOffsets() {
		add(P0, 0, 1, 2);
		add(P0, 3, 4);
		assertThat(take(2)).containsExactly(Map.entry(P0, List.of(0L, 1L)));
		add(P0, 5);
		assertThat(take(10)).containsExactly(Map.entry(P0, List.of(2L, 3L, 4L, 5L)));
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void theLimitIsOverAllPartitions() {
		add(P0, 0, 1, 2);
		add(P1, 7, 8, 9);
		assertThat(take(4)).containsExactly(Map.entry(P0, List.of(0L, 1L, 2L)), Map.entry(P1, List.of(7L)));
		assertThat(this.buffer.size()).isEqualTo(2);
	}

	@Test
	void aPartitionThatHasMoreComesLastInTheNextBatch() {
		add(P0, 0, 1, 2);
		add(P1, 7, 8, 9);
		assertThat(take(1)).containsExactly(Map.entry(P0, List.of(0L)));
		assertThat(take(2)).containsExactly(Map.entry(P1, List.of(7L, 8L)));
		assertThat(take(3)).containsExactly(Map.entry(P0, List.of(1L, 2L)), Map.entry(P1, List.of(9L)));
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void whatWasTakenAndGivenBackAsAWholeKeepsItsTurn() {
		add(P0, 0, 1, 2);
		add(P1, 7, 8, 9);
		this.buffer.take(6, (any) -> true);
		this.buffer.giveBack(P0, 2);
		this.buffer.hadTurn(P0);
		this.buffer.giveBack(P1, 3);
		assertThat(take(1)).containsExactly(Map.entry(P1, List.of(7L)));
		assertThat(take(1)).containsExactly(Map.entry(P0, List.of(1L)));
	}

	@Test
	void aPartitionThatWasEmptyForAWhileComesBeforeOneThatHadItsTurnSince() {
		add(P1, 7);
		assertThat(take(1)).containsExactly(Map.entry(P1, List.of(7L)));
		this.buffer.forgetDelivered();
		add(P0, 0, 1, 2, 3);
		assertThat(take(1)).containsExactly(Map.entry(P0, List.of(0L)));
		add(P1, 8, 9, 10);
		assertThat(take(1)).containsExactly(Map.entry(P1, List.of(8L)));
		assertThat(take(1)).containsExactly(Map.entry(P0, List.of(1L)));
		assertThat(take(1)).containsExactly(Map.entry(P1, List.of(9L)));
	}

	@Test
	void onlyWantedPartitionsAreTaken() {
		add(P0, 0, 1);
		add(P1, 7, 8);
		assertThat(this.buffer.take(10, P1::equals).records()).containsOnlyKeys(P1);
		assertThat(this.buffer.has(P1::equals)).isFalse();
		assertThat(this.buffer.has(P0::equals)).isTrue();
		assertThat(this.buffer.partitions()).containsExactly(P0);
	}

	@Test
	void thePositionIsTheFirstRecordThatWasNotTaken() {
		add(P0, 3, 5, 9);
		assertThat(this.buffer.position(P0)).hasValue(3);
		take(1);
		assertThat(this.buffer.position(P0)).hasValue(5);
		take(5);
		assertThat(this.buffer.position(P0)).isEmpty();
	}

	@Test
	void whatIsGivenBackIsTakenAgain() {
		add(P0, 0, 1, 2, 3);
		add(P1, 7, 8);
		take(6);
		this.buffer.giveBack(P0, 3);
		this.buffer.giveBack(P1, 2);
		assertThat(this.buffer.position(P0)).hasValue(1);
		assertThat(this.buffer.size()).isEqualTo(5);
		assertThat(take(10)).contains(Map.entry(P0, List.of(1L, 2L, 3L)), Map.entry(P1, List.of(7L, 8L)));
	}

	@Test
	void whatIsGivenBackComesBeforeWhatIsFetchedLater() {
		add(P0, 0, 1);
		take(2);
		this.buffer.giveBack(P0, 1);
		add(P0, 2, 3);
		assertThat(take(10)).containsExactly(Map.entry(P0, List.of(1L, 2L, 3L)));
	}

	@Test
	void givingBackOfADroppedPartitionChangesNothing() {
		add(P0, 0, 1);
		take(2);
		this.buffer.drop(List.of(P0));
		this.buffer.giveBack(P0, 1);
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void aTakenListDoesNotChangeWhenMoreIsFetched() {
		add(P0, 0, 1, 2);
		List<ConsumerRecord<String, String>> taken = this.buffer.take(2, (any) -> true).records().get(P0);
		add(P0, 3);
		take(1);
		assertThat(taken).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
	}

	@Test
	void whatComesNextIsTheNextRecordHereOrWhatKafkaSays() {
		ConsumerRecord<String, String> second = new ConsumerRecord<>(P0.topic(), P0.partition(), 5, 0,
				TimestampType.CREATE_TIME, 0, 0, "key", "value", new RecordHeaders(), Optional.of(3));
		OffsetAndMetadata end = new OffsetAndMetadata(8, Optional.of(4), "");
		this.buffer
			.add(new ConsumerRecords<>(Map.of(P0, List.of(FakeConsumer.record(P0, 0), second)), Map.of(P0, end)));
		assertThat(this.buffer.take(1, (any) -> true).next())
			.isEqualTo(Map.of(P0, new OffsetAndMetadata(5, Optional.of(3), "")));
		assertThat(this.buffer.take(1, (any) -> true).next()).isEqualTo(Map.of(P0, end));
	}

	@Test
	void aSeekToWhatIsHereSkipsWhatIsBefore() {
		add(P0, 0, 1, 2, 5, 6);
		assertThat(this.buffer.skipTo(P0, 2)).isTrue();
		assertThat(this.buffer.position(P0)).hasValue(2);
		assertThat(this.buffer.skipTo(P0, 6)).isTrue();
		assertThat(take(10)).containsExactly(Map.entry(P0, List.of(6L)));
	}

	@Test
	void aSeekIntoAGapGoesOnAfterIt() {
		add(P0, 0, 1, 5);
		assertThat(this.buffer.skipTo(P0, 3)).isTrue();
		assertThat(this.buffer.position(P0)).hasValue(5);
	}

	@Test
	void aSeekBackDropsThePartitionEvenIfTheRecordWasTakenBefore() {
		add(P0, 0, 1, 2);
		add(P1, 0);
		take(1);
		assertThat(this.buffer.skipTo(P0, 0)).isFalse();
		assertThat(this.buffer.partitions()).contains(P0, P1);
	}

	@Test
	void aSeekBeyondDropsThePartition() {
		add(P0, 0, 1, 2);
		assertThat(this.buffer.skipTo(P0, 3)).isFalse();
		assertThat(this.buffer.isEmpty()).isFalse();
	}

	@Test
	void aSeekOfAnUnknownPartitionHasToBeFetched() {
		assertThat(this.buffer.skipTo(P0, 0)).isFalse();
	}

	@Test
	void dropsWhatItIsTold() {
		add(P0, 0);
		add(P1, 0);
		this.buffer.drop(List.of(P0));
		assertThat(this.buffer.partitions()).containsExactly(P1);
		this.buffer.keepOnly(List.of(P0));
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void keepsWhatItIsTold() {
		add(P0, 0);
		add(P1, 0);
		this.buffer.keepOnly(List.of(P0));
		assertThat(this.buffer.partitions()).containsExactly(P0);
		this.buffer.clear();
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	private void add(TopicPartition partition, long... offsets) {
		List<ConsumerRecord<String, String>> records = LongStream.of(offsets)
			.mapToObj((offset) -> FakeConsumer.record(partition, offset))
			.toList();
		Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
		next.put(partition, new OffsetAndMetadata(offsets[offsets.length - 1] + 1));
		this.buffer.add(new ConsumerRecords<>(Map.of(partition, records), next));
	}

	private Map<TopicPartition, List<Long>> take(int limit) {
		Map<TopicPartition, List<Long>> taken = new LinkedHashMap<>();
		this.buffer.take(limit, (any) -> true)
			.records()
			.forEach((partition, records) -> taken.put(partition,
					records.stream().map(ConsumerRecord::offset).toList()));
		taken.keySet().forEach(this.buffer::hadTurn);
		return taken;
	}

}
