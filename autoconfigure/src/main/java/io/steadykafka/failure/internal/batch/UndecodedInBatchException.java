package io.steadykafka.failure.internal.batch;

import java.io.Serial;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.support.serializer.DeserializationException;

/**
 * There is a record in a batch that could not be decoded. The listener did not see the
 * batch.
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
