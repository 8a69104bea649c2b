package io.steadykafka.autoconfigure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.serialization.StringDeserializer;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

/**
 * Applications with listeners of many kinds.
 */
final class ListenerApplications {

	private ListenerApplications() {
	}

	@Configuration(proxyBeanMethods = false)
	static class ManyListeners {

		@KafkaListener(id = "plain", topics = "orders", groupId = "group")
		void plain(String order) {
		}

		@KafkaListener(id = "batch", topics = "orders", groupId = "group", batch = "true")
		void batch(List<String> orders) {
		}

		@RetryableTopic(attempts = "2", autoCreateTopics = "false")
		@KafkaListener(id = "retryable", topics = "orders", groupId = "group")
		void retryable(String order) {
		}

		@KafkaListener(id = "async", topics = "orders", groupId = "async")
		CompletableFuture<Void> async(String order) {
			return CompletableFuture.completedFuture(null);
		}

		@KafkaListener(id = "own-properties", topics = "orders", groupId = "group",
				properties = { "auto.offset.reset=latest", "isolation.level=read_uncommitted" })
		void ownProperties(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFactories {

		@Bean
		static ConsumerFactory<String, String> ownConsumerFactory(KafkaProperties properties) {
			return new DefaultKafkaConsumerFactory<>(properties.buildConsumerProperties());
		}

		@Bean
		static ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
				ConsumerFactory<String, String> ownConsumerFactory) {
			return factory(ownConsumerFactory);
		}

		@Bean
		static ConcurrentKafkaListenerContainerFactory<String, String> hardCoded() {
			return factory(new DefaultKafkaConsumerFactory<>(byHand()));
		}

		@Bean
		static ConcurrentKafkaListenerContainerFactory<String, String> madeByHand() {
			Map<String, Object> config = new HashMap<>(byHand());
			config.put("isolation.level", "read_uncommitted");
			config.put("auto.offset.reset", "latest");
			return factory(new DefaultKafkaConsumerFactory<>(config));
		}

		private static Map<String, Object> byHand() {
			return Map.of("bootstrap.servers", "localhost:1", "group.id", "group", "key.deserializer",
					StringDeserializer.class, "value.deserializer", StringDeserializer.class);
		}

		private static ConcurrentKafkaListenerContainerFactory<String, String> factory(
				ConsumerFactory<String, String> consumerFactory) {
			ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(consumerFactory);
			factory.setAutoStartup(false);
			return factory;
		}

		@KafkaListener(id = "own-factories", topics = "orders", groupId = "group")
		void ownFactories(String order) {
		}

		@KafkaListener(id = "hard-coded-factory", topics = "orders", groupId = "group", containerFactory = "hardCoded")
		void hardCodedFactory(String order) {
		}

		@KafkaListener(id = "made-by-hand", topics = "orders", groupId = "group", containerFactory = "madeByHand")
		void madeByHandFactory(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ContainerBean {

		@Bean
		ConcurrentMessageListenerContainer<String, String> container(ConsumerFactory<String, String> factory) {
			ContainerProperties properties = new ContainerProperties("orders");
			properties.setMessageListener((MessageListener<String, String>) (message) -> {
			});
			ConcurrentMessageListenerContainer<String, String> container = new ConcurrentMessageListenerContainer<>(
					factory, properties);
			container.setAutoStartup(false);
			return container;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SharedGroups {

		@KafkaListener(id = "range", topics = "orders", groupId = "with-range",
				properties = "partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor")
		void range(String order) {
		}

		@KafkaListener(id = "beside-range", topics = "payments", groupId = "with-range")
		void besideRange(String payment) {
		}

		@KafkaListener(id = "async", topics = "orders", groupId = "with-async")
		CompletableFuture<Void> async(String order) {
			return CompletableFuture.completedFuture(null);
		}

		@KafkaListener(id = "beside-async", topics = "payments", groupId = "with-async")
		void besideAsync(String payment) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizedFactory {

		@Bean
		DefaultKafkaConsumerFactoryCustomizer customizer() {
			return (factory) -> factory.updateConfigs(Map.of("isolation.level", "read_uncommitted"));
		}

		@KafkaListener(id = "customized", topics = "orders", groupId = "group")
		void customized(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryWithOtherServers {

		@Bean
		static ConsumerFactory<Object, Object> otherServers(KafkaProperties properties) {
			Map<String, Object> config = properties.buildConsumerProperties();
			config.put("bootstrap.servers", "localhost:2");
			return new DefaultKafkaConsumerFactory<>(config);
		}

		@KafkaListener(id = "other-servers", topics = "orders", groupId = "group")
		void otherServers(String order) {
		}

	}

}
