package io.steadykafka.autoconfigure.internal.properties;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;

/**
 * The isolation level that the application chose, by any of the three spellings, in the
 * order in which Spring Boot lets them win. Only the environment tells a choice from the
 * default that Spring Boot always puts into the consumer configuration.
 */
public final class IsolationLevelChoice {

	private static final Bindable<Map<String, String>> STRINGS = Bindable.mapOf(String.class, String.class);

	private IsolationLevelChoice() {
	}

	public static Optional<String> in(Environment environment) {
		Binder binder = Binder.get(environment);
		return inMap(binder, "spring.kafka.consumer.properties").or(() -> typed(binder))
			.or(() -> inMap(binder, "spring.kafka.properties"));
	}

	private static Optional<String> typed(Binder binder) {
		return Optional
			.ofNullable(binder.bind("spring.kafka.consumer.isolation-level", KafkaProperties.IsolationLevel.class)
				.orElse(null))
			.map((level) -> level.name().toLowerCase(Locale.ROOT));
	}

	private static Optional<String> inMap(Binder binder, String prefix) {
		Map<String, String> map = binder.bind(prefix, STRINGS).orElse(Map.of());
		return Optional.ofNullable(map.get(ConsumerConfig.ISOLATION_LEVEL_CONFIG));
	}

}
