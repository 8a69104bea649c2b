package io.steadykafka.autoconfigure;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Takes an isolation level that nobody chose out of Spring Boot's consumer factory,
 * before customizers of the application see it. It is Kafka's default anyway, so nothing
 * changes; but what is there afterwards was chosen.
 */
final class UnchosenIsolationLevelRemover implements DefaultKafkaConsumerFactoryCustomizer {

	private final Optional<String> chosen;

	private final Set<ConsumerFactory<?, ?>> cleaned = Collections.newSetFromMap(new WeakHashMap<>());

	UnchosenIsolationLevelRemover(Optional<String> chosen) {
		this.chosen = chosen;
	}

	@Override
	public void customize(DefaultKafkaConsumerFactory<?, ?> factory) {
		if (this.chosen.isEmpty()) {
			factory.removeConfig(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
			this.cleaned.add(factory);
		}
	}

	boolean hasCleaned(ConsumerFactory<?, ?> factory) {
		return this.cleaned.contains(factory);
	}

}
