package io.steadykafka.operations.internal.replay.letters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.KafkaHeaders;

/**
 * A record of a dead-letter topic, with what Spring Kafka's headers say of it. Anybody
 * may have written them: what makes no sense is unknown.
 *
 * @param raw the record as it is in the log
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> raw) {

	/**
	 * What the names of Spring Kafka's headers begin with.
	 */
	static final String PREFIX = "kafka_dlt-";

	/**
	 * How much of a header is looked at.
	 */
	private static final int LONGEST_NAME = 250;

	public @Nullable String originalTopic() {
		byte[] value = first(KafkaHeaders.DLT_ORIGINAL_TOPIC);
		return (value != null && value.length > 0) ? LetterText.of(value, LONGEST_NAME) : null;
	}

	public @Nullable Integer originalPartition() {
		byte[] value = first(KafkaHeaders.DLT_ORIGINAL_PARTITION);
		return (value != null && value.length == Integer.BYTES) ? ByteBuffer.wrap(value).getInt() : null;
	}

	public @Nullable Long originalOffset() {
		return number(KafkaHeaders.DLT_ORIGINAL_OFFSET);
	}

	public @Nullable Long originalTimestamp() {
		return number(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP);
	}

	private @Nullable Long number(String header) {
		byte[] value = first(header);
		return (value != null && value.length == Long.BYTES) ? ByteBuffer.wrap(value).getLong() : null;
	}

	public @Nullable String group() {
		byte[] value = first(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP);
		return (value != null) ? LetterText.of(value, LONGEST_NAME) : null;
	}

	/**
	 * The class of what the listener threw, without Spring Kafka's wrapping.
	 */
	public @Nullable String exception() {
		byte[] value = last(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
		byte[] outer = last(KafkaHeaders.DLT_EXCEPTION_FQCN);
		byte[] known = (value != null) ? value : outer;
		return (known != null) ? LetterText.of(known, LONGEST_NAME) : null;
	}

	public @Nullable String message(int longest) {
		byte[] value = last(KafkaHeaders.DLT_EXCEPTION_MESSAGE);
		return (value != null) ? LetterText.of(value, longest) : null;
	}

	public @Nullable String stackTrace(int longest) {
		byte[] value = last(KafkaHeaders.DLT_EXCEPTION_STACKTRACE);
		return (value != null) ? LetterText.of(value, longest) : null;
	}

	/**
	 * The record as it was when the listener first failed on it, so that it gets the
	 * headers of a first failure when it becomes a dead letter again.
	 * @param topic its topic, if no header names it
	 */
	public ConsumerRecord<byte[], byte[]> original(String topic) {
		Headers headers = new RecordHeaders();
		this.raw.headers().forEach((header) -> {
			if (!header.key().startsWith(PREFIX)) {
				headers.add(header);
			}
		});
		byte[] name = first(KafkaHeaders.DLT_ORIGINAL_TOPIC);
		Integer partition = originalPartition();
		Long offset = originalOffset();
		Long timestamp = originalTimestamp();
		return new ConsumerRecord<>(
				(name != null && name.length > 0) ? new String(name, StandardCharsets.UTF_8) : topic,
				(partition != null) ? partition : this.raw.partition(), (offset != null) ? offset : this.raw.offset(),
				(timestamp != null) ? timestamp : this.raw.timestamp(), timestampType(), this.raw.serializedKeySize(),
				this.raw.serializedValueSize(), this.raw.key(), this.raw.value(), headers, Optional.empty());
	}

	private TimestampType timestampType() {
		byte[] value = first(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE);
		String name = (value != null) ? new String(value, StandardCharsets.UTF_8) : "";
		for (TimestampType type : TimestampType.values()) {
			if (type.name.equals(name)) {
				return type;
			}
		}
		return this.raw.timestampType();
	}

	/**
	 * The first value of a header: Spring Kafka adds those of a further failure after it.
	 */
	private byte @Nullable [] first(String header) {
		Iterator<Header> values = this.raw.headers().headers(header).iterator();
		return (values.hasNext()) ? values.next().value() : null;
	}

	private byte @Nullable [] last(String header) {
		Header value = this.raw.headers().lastHeader(header);
		return (value != null) ? value.value() : null;
	}

}
