package io.steadykafka.failure.internal.deadletter;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of the bytes that an exception brought with it.
 */
public final class RawRecords {

	private RawRecords() {
	}

	public static ConsumerRecord<byte[], byte[]> of(RecordDeserializationException exception) {
		byte[] key = bytes(exception.keyBuffer());
		byte[] value = bytes(exception.valueBuffer());
		return new ConsumerRecord<>(exception.topicPartition().topic(), exception.topicPartition().partition(),
				exception.offset(), exception.timestamp(), exception.timestampType(), (key != null) ? key.length : -1,
				(value != null) ? value.length : -1, key, value,
				(exception.headers() != null) ? exception.headers() : new RecordHeaders(), Optional.empty());
	}

	private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
		// The buffer is the fetch's, and stays as it is.
		return (buffer != null) ? Utils.toArray(buffer.duplicate()) : null;
	}

}
