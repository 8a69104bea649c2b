package io.steadykafka.endpoint;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * An application whose listeners do not start, with operations that only record what they
 * are asked for.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class EndpointApplication {

	static final String ODD_GROUP = "team/größe 1";

	@Bean
	@Primary
	FakeOperations fakeOperations() {
		return new FakeOperations();
	}

	@Bean
	@Primary
	FakeReplays fakeReplays(FakeOperations operations) {
		return new FakeReplays(operations);
	}

	@KafkaListener(id = "orders", topics = "orders", groupId = "orders-group", autoStartup = "false")
	void orders(String order) {
	}

	@KafkaListener(id = "first", topics = "orders", groupId = "shared", autoStartup = "false")
	void first(String order) {
	}

	@KafkaListener(id = "second", topics = "orders", groupId = "shared", autoStartup = "false")
	void second(String order) {
	}

	@KafkaListener(id = "odd", topics = "orders", groupId = ODD_GROUP, autoStartup = "false")
	void odd(String order) {
	}

}
