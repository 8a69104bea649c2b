package io.steadykafka.autoconfigure.internal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Removes an isolation level that nobody chose from Spring Boot's consumer factory,
 * before customizers of the application see it. It is Kafka's default anyway, so nothing
 * changes for users of the factory, but an isolation level in it was chosen from then on.
 */
public final class UnchosenIsolationLevelRemover implements DefaultKafkaConsumerFactoryCustomizer {

	private final Optional<String> chosen;

	private final Set<ConsumerFactory<?, ?>> cleaned = Collections
		.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

	public UnchosenIsolationLevelRemover(Optional<String> chosen) {
		this.chosen = chosen;
	}

	@Override
	public void customize(DefaultKafkaConsumerFactory<?, ?> factory) {
		Map<String, Object> config = factory.getConfigurationProperties();
		boolean unchosen = this.chosen.isEmpty()
				&& "read_uncommitted".equals(config.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG))
				// Spring Boot uses a list; hand-made maps nearly always differ.
				&& config.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG) instanceof List;
		if (unchosen) {
			factory.removeConfig(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
			this.cleaned.add(factory);
		}
	}

	public boolean hasCleaned(ConsumerFactory<?, ?> factory) {
		return this.cleaned.contains(factory);
	}

}
