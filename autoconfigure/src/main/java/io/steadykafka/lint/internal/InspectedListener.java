package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A listener as the rules see it.
 *
 * @param sharingGroup the other listeners of its group
 * @param others the listeners that were looked at before
 * @param knowledge what settings don't tell
 */
record InspectedListener(ListenerContainer listener, List<ListenerContainer> sharingGroup,
		List<ListenerContainer> others, Lint.Knowledge knowledge) {

	Optional<String> get(String key) {
		return this.listener.setting(key);
	}

	/**
	 * A number, if there is one: what is no number Kafka refuses in its own words.
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

	Finding finding(String name, Severity severity, String problem, String remedy) {
		return new Finding(name, this.listener.id(), severity, problem, remedy);
	}

}
