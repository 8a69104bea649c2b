package io.steadykafka.commit;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.support.KafkaUtils;

/**
 * Knows a record that an {@code ErrorHandlingDeserializer} could not decode.
 */
final class Undecoded {

	private Undecoded() {
	}

	static boolean is(ConsumerRecord<?, ?> record) {
		return (record.value() == null
				&& record.headers().lastHeader(KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER) != null)
				|| (record.key() == null
						&& record.headers().lastHeader(KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER) != null);
	}

}
