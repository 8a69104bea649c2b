package io.steadykafka.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.listener.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.util.StringUtils;

/**
 * A listener as the rules see it.
 *
 * @param listener the listener
 * @param config its effective consumer configuration, as text
 * @param sharingGroup the other listeners of its group
 * @param others the listeners that were looked at before
 */
record Inspected(ListenerContainer listener, Map<String, String> config, List<ListenerContainer> sharingGroup,
		List<ListenerContainer> others) {

	static Inspected of(ListenerContainer listener, List<ListenerContainer> sharingGroup,
			List<ListenerContainer> others) {
		return new Inspected(listener, config(listener), sharingGroup, others);
	}

	static Map<String, String> config(ListenerContainer listener) {
		Map<String, String> config = new HashMap<>();
		listener.consumerConfig().forEach((key, value) -> {
			if (StringUtils.hasText(text(value))) {
				config.put(key, text(value).strip());
			}
		});
		return config;
	}

	private static String text(Object value) {
		if (value instanceof Class<?> type) {
			return type.getName();
		}
		return (value instanceof List<?> list) ? String.join(",", list.stream().map(Inspected::text).toList())
				: value.toString();
	}

	Optional<String> get(String key) {
		return Optional.ofNullable(this.config.get(key));
	}

	/**
	 * A number, if there is one: what is no number Kafka refuses in its own words.
	 * @param key the key
	 * @return the value that holds, chosen or Kafka's default
	 */
	Optional<Long> number(String key) {
		try {
			Object byDefault = ConsumerConfig.configDef().defaultValues().get(key);
			return get(key).or(() -> Optional.ofNullable(byDefault).map(Object::toString)).map(Long::valueOf);
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	boolean speaksConsumerProtocol() {
		return get(ConsumerConfig.GROUP_PROTOCOL_CONFIG).orElse(ConsumerConfig.DEFAULT_GROUP_PROTOCOL)
			.toLowerCase(Locale.ROOT)
			.equals("consumer");
	}

	Finding finding(String name, Severity severity, String problem, String remedy) {
		return new Finding(name, this.listener.id(), severity, problem, remedy);
	}

}
