package io.steadykafka.sample.handler;

import io.steadykafka.sample.events.Order;
import io.steadykafka.sample.topics.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Processes orders, three partitions at a time. The one handler that the switches slow
 * down or make fail.
 */
@Component
class OrderProcessor {

	private static final Logger logger = LoggerFactory.getLogger(OrderProcessor.class);

	private final HandlerSwitches switches;

	OrderProcessor(HandlerSwitches switches) {
		this.switches = switches;
	}

	@KafkaListener(id = "order-processor", groupId = "order-processors", topics = Topics.ORDERS, concurrency = "3")
	void process(ConsumerRecord<String, Order> record) {
		this.switches.handle(record.offset());
		logger.debug("Processed {}", record.value());
	}

}
