package io.steadykafka.sample.handler;

import io.steadykafka.sample.topics.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Reads whatever topics match a pattern, with whatever is in them.
 */
@Component
class Audit {

	private static final Logger logger = LoggerFactory.getLogger(Audit.class);

	@KafkaListener(id = "audit", groupId = "audit", topicPattern = Topics.PAYMENTS + "|" + Topics.SHIPMENTS)
	void audit(ConsumerRecord<String, Object> record) {
		logger.debug("{}: {}", record.topic(), record.value());
	}

}
