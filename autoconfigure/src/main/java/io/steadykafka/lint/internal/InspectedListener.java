package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A listener as the rules see it.
 *
 * @param sharingGroup the other listeners of its group
 * @param others the listeners that were checked before
 * @param partitionCount counts the partitions of the topics that a listener names
 * @param paced whether a listener is delivered only what it finishes soon
 */
record InspectedListener(ListenerContainer listener, List<ListenerContainer> sharingGroup,
		List<ListenerContainer> others, Function<ListenerContainer, OptionalInt> partitionCount,
		Predicate<ListenerContainer> paced) {

	Optional<String> get(String key) {
		return this.listener.setting(key);
	}

	/**
	 * The effective number, empty for text that is no number: Kafka refuses it in its own
	 * words.
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

	/**
	 * The partitions of the topics that the listener names. The brokers are asked only if
	 * there may be too many members.
	 */
	OptionalInt partitions() {
		return (this.listener.concurrency() > 1) ? this.partitionCount.apply(this.listener) : OptionalInt.empty();
	}

	boolean isBounded() {
		return this.paced.test(this.listener);
	}

	Finding finding(String name, Severity severity, String problem, String remedy) {
		return new Finding(name, this.listener.id(), severity, problem, remedy);
	}

}
