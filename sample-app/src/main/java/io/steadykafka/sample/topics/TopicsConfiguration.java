package io.steadykafka.sample.topics;

import java.util.List;

import org.apache.kafka.clients.admin.NewTopic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * The topics as they are created. Replicas are left to the broker: the sample's own has
 * one, a cluster knows how many it wants.
 */
@Configuration(proxyBeanMethods = false)
class TopicsConfiguration {

	private static final int PARTITIONS = 6;

	// The starter's default, steady.kafka.failure.dead-letter-suffix.
	private static final String DEAD_LETTER_SUFFIX = "-dlt";

	@Bean
	NewTopic ordersTopic() {
		return topic(Topics.ORDERS);
	}

	@Bean
	NewTopic ordersDeadLetterTopic() {
		return topic(Topics.ORDERS + DEAD_LETTER_SUFFIX);
	}

	@Bean
	NewTopic paymentsTopic() {
		return topic(Topics.PAYMENTS);
	}

	@Bean
	NewTopic shipmentsTopic() {
		return topic(Topics.SHIPMENTS);
	}

	@Bean
	TopicSetup topicSetup(KafkaAdmin kafkaAdmin, List<NewTopic> topics, TopicsProperties properties) {
		TopicClient client = new TopicClient(kafkaAdmin.getConfigurationProperties());
		return new TopicSetup(client, topics, properties.create());
	}

	private static NewTopic topic(String name) {
		return TopicBuilder.name(name).partitions(PARTITIONS).build();
	}

}
