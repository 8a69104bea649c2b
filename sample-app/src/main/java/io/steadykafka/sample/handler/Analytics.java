package io.steadykafka.sample.handler;

import io.steadykafka.sample.events.Order;
import io.steadykafka.sample.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Reads the orders too: a group of its own gets every record once more.
 */
@Component
class Analytics {

	private static final Logger logger = LoggerFactory.getLogger(Analytics.class);

	@KafkaListener(id = "analytics", groupId = "analytics", topics = Topics.ORDERS)
	void analyze(Order order) {
		logger.debug("Analyzed {}", order);
	}

}
