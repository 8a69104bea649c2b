package io.steadykafka.failure.internal.batch;

import java.io.Serial;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.support.serializer.DeserializationException;

/**
 * A batch contains a record that could not be decoded, and was not delivered to the
 * listener.
 */
final class UndecodedInBatchException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient ConsumerRecord<?, ?> record;

	UndecodedInBatchException(ConsumerRecord<?, ?> record, DeserializationException cause) {
		super("Record " + record.topic() + "-" + record.partition() + "@" + record.offset() + " can't be decoded",
				cause);
		this.record = record;
	}

	ConsumerRecord<?, ?> record() {
		return this.record;
	}

}
