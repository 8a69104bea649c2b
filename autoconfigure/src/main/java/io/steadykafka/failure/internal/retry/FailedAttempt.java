package io.steadykafka.failure.internal.retry;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * One failed attempt.
 *
 * @param timestamp the record's timestamp, {@code null} if it has none
 * @param key the record's key as text
 * @param exception what was thrown
 * @param raw the record as it is in the log, {@code null} if it has to be fetched
 */
public record FailedAttempt(TopicPartition partition, long offset, @Nullable Instant timestamp, String key,
		Exception exception, @Nullable ConsumerRecord<byte[], byte[]> raw) {

	public static FailedAttempt of(ConsumerRecord<?, ?> record, Exception exception) {
		return new FailedAttempt(new TopicPartition(record.topic(), record.partition()), record.offset(),
				timestamp(record.timestamp()), FailureText.key(record.key()), exception, null);
	}

	public static FailedAttempt of(RecordDeserializationException exception) {
		return new FailedAttempt(exception.topicPartition(), exception.offset(), timestamp(exception.timestamp()), "",
				exception, rawRecord(exception));
	}

	private static @Nullable Instant timestamp(long millis) {
		return (millis >= 0) ? Instant.ofEpochMilli(millis) : null;
	}

	private static ConsumerRecord<byte[], byte[]> rawRecord(RecordDeserializationException exception) {
		byte[] key = bytes(exception.keyBuffer());
		byte[] value = bytes(exception.valueBuffer());
		return new ConsumerRecord<>(exception.topicPartition().topic(), exception.topicPartition().partition(),
				exception.offset(), exception.timestamp(), exception.timestampType(), (key != null) ? key.length : -1,
				(value != null) ? value.length : -1, key, value,
				(exception.headers() != null) ? exception.headers() : new RecordHeaders(), Optional.empty());
	}

	private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
		// A duplicate: the buffer belongs to the fetch.
		return (buffer != null) ? Utils.toArray(buffer.duplicate()) : null;
	}

	String position() {
		return this.partition + "@" + this.offset;
	}

}
