package io.steadykafka.sample.broker;

import java.util.List;

import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Every Kafka client is made from the connection details, and these from the broker: so
 * it is up before the first client and closed after the last one.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnNoBootstrapServers.class)
class BrokerConfiguration {

	@Bean
	EmbeddedBroker embeddedBroker(BrokerProperties properties) {
		return EmbeddedBroker.start(properties.validPort());
	}

	@Bean
	KafkaConnectionDetails kafkaConnectionDetails(EmbeddedBroker broker) {
		List<String> servers = List.of(broker.address());
		return () -> servers;
	}

}
