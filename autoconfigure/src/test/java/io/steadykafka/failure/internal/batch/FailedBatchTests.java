package io.steadykafka.failure.internal.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.serializer.DeserializationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailedBatch}.
 */
class FailedBatchTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	private final ConsumerRecords<String, String> batch = batch();

	@Test
	void recordsBeforeTheNamedOneWereProcessed() {
		FailedBatch failed = FailedBatch.of(wrapped(new BatchListenerFailedException("", 4)), this.batch, false);
		assertThat(failed.culprit()).isSameAs(this.batch.records(SECOND).get(1));
		assertThat(failed.processed()).isEqualTo(Map.of(FIRST, 13L, SECOND, 21L));
		assertThat(failed.unprocessed()).isEqualTo(Map.of(SECOND, 21L));
		assertThat(failed.before()).isEmpty();
	}

	@Test
	void aRecordMayBeNamedByItself() {
		ConsumerRecord<String, String> same = new ConsumerRecord<>("orders", 0, 11, "", "");
		FailedBatch failed = FailedBatch.of(new BatchListenerFailedException("", same), this.batch, false);
		assertThat(failed.culprit()).isSameAs(this.batch.records(FIRST).get(1));
		assertThat(failed.processed()).isEqualTo(Map.of(FIRST, 11L));
		assertThat(failed.unprocessed()).isEqualTo(Map.of(FIRST, 11L, SECOND, 20L));
	}

	@Test
	void whatWasRolledBackWasNotProcessed() {
		FailedBatch failed = FailedBatch.of(new BatchListenerFailedException("", 2), this.batch, true);
		assertThat(failed.processed()).isEmpty();
		assertThat(failed.unprocessed()).isEqualTo(Map.of(FIRST, 10L, SECOND, 20L));
		assertThat(failed.before()).containsExactly(10L, 11L);
	}

	@Test
	void aBatchThatTheListenerDidNotSeeWasNotProcessed() {
		ConsumerRecord<String, String> culprit = this.batch.records(SECOND).get(1);
		FailedBatch failed = FailedBatch.of(
				wrapped(new UndecodedInBatchException(culprit, new DeserializationException("", null, false, null))),
				this.batch, false);
		assertThat(failed.culprit()).isSameAs(culprit);
		assertThat(failed.processed()).isEmpty();
		assertThat(failed.before()).containsExactly(20L);
	}

	@Test
	void withoutANameOrWithAWrongOneNothingIsKnown() {
		for (Exception exception : List.of(new IllegalStateException(), new BatchListenerFailedException("", 5),
				new BatchListenerFailedException("", new ConsumerRecord<>("orders", 0, 99, "", "")))) {
			FailedBatch failed = FailedBatch.of(exception, this.batch, false);
			assertThat(failed.culprit()).isNull();
			assertThat(failed.processed()).isEmpty();
			assertThat(failed.unprocessed()).isEqualTo(Map.of(FIRST, 10L, SECOND, 20L));
		}
	}

	@Test
	void theOnlyRecordNeedsNoName() {
		ConsumerRecord<String, String> only = new ConsumerRecord<>("orders", 0, 10, "", "");
		FailedBatch failed = FailedBatch.of(new IllegalStateException(),
				new ConsumerRecords<>(Map.of(FIRST, List.of(only)), Map.of()), false);
		assertThat(failed.culprit()).isSameAs(only);
	}

	@Test
	void aRecordThatOnlyAnIndexNamesIsASuspectUnlessItIsAlone() {
		ConsumerRecord<String, String> second = this.batch.records(FIRST).get(1);
		assertThat(FailedBatch.of(new BatchListenerFailedException("", 1), this.batch, false).suspected()).isTrue();
		assertThat(FailedBatch.of(new BatchListenerFailedException("", second), this.batch, false).suspected())
			.isFalse();
		ConsumerRecords<String, String> alone = new ConsumerRecords<>(Map.of(FIRST, List.of(second)), Map.of());
		assertThat(FailedBatch.of(new BatchListenerFailedException("", 0), alone, false).suspected()).isFalse();
	}

	private static Exception wrapped(Exception cause) {
		return new ListenerExecutionFailedException("failed", "group", cause);
	}

	private static ConsumerRecords<String, String> batch() {
		Map<TopicPartition, List<ConsumerRecord<String, String>>> records = new LinkedHashMap<>();
		records.put(FIRST, List.of(new ConsumerRecord<>("orders", 0, 10, "", ""),
				new ConsumerRecord<>("orders", 0, 11, "", ""), new ConsumerRecord<>("orders", 0, 12, "", "")));
		records.put(SECOND,
				List.of(new ConsumerRecord<>("orders", 1, 20, "", ""), new ConsumerRecord<>("orders", 1, 21, "", "")));
		return new ConsumerRecords<>(records, Map.of());
	}

}
