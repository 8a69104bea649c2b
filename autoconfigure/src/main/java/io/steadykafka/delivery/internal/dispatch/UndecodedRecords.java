package io.steadykafka.delivery.internal.dispatch;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

import org.springframework.kafka.support.KafkaUtils;

/**
 * Knows a record that an {@code ErrorHandlingDeserializer} could not decode.
 */
final class UndecodedRecords {

	private UndecodedRecords() {
	}

	static boolean is(ConsumerRecord<?, ?> record) {
		return (record.value() == null && isFailed(record, KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER))
				|| (record.key() == null && isFailed(record, KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER));
	}

	private static boolean isFailed(ConsumerRecord<?, ?> record, String name) {
		Header header = record.headers().lastHeader(name);
		// One that came with the record says nothing, whatever it says.
		return header != null && header.getClass() != RecordHeader.class;
	}

}
