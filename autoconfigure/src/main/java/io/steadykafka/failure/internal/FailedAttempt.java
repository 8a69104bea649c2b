package io.steadykafka.failure.internal;

import java.time.Instant;

import io.steadykafka.failure.internal.deadletter.RawRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.jspecify.annotations.Nullable;

/**
 * One failed attempt.
 *
 * @param timestamp the record's timestamp, {@code null} if it has none
 * @param key the record's key as text
 * @param exception what was thrown
 * @param atHand the record as it is in the log, {@code null} if it has to be fetched
 */
public record FailedAttempt(TopicPartition partition, long offset, @Nullable Instant timestamp, String key,
		Exception exception, @Nullable ConsumerRecord<byte[], byte[]> atHand) {

	public static FailedAttempt of(ConsumerRecord<?, ?> record, Exception exception) {
		return new FailedAttempt(new TopicPartition(record.topic(), record.partition()), record.offset(),
				timestamp(record.timestamp()), FailureText.key(record.key()), exception, null);
	}

	public static FailedAttempt of(RecordDeserializationException exception) {
		return new FailedAttempt(exception.topicPartition(), exception.offset(), timestamp(exception.timestamp()), "",
				exception, RawRecords.of(exception));
	}

	private static @Nullable Instant timestamp(long millis) {
		return (millis >= 0) ? Instant.ofEpochMilli(millis) : null;
	}

	String position() {
		return this.partition + "@" + this.offset;
	}

}
