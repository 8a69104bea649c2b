package io.steadykafka.autoconfigure.internal.properties;

import java.util.Locale;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * Names of assignors in {@code steady.kafka.membership.assignor}.
 */
final class AssignorNames {

	private static final String KEY = "membership.assignor";

	private static final Map<String, Class<? extends ConsumerPartitionAssignor>> CLASSES = Map.of("cooperative-sticky",
			CooperativeStickyAssignor.class, "sticky", StickyAssignor.class, "range", RangeAssignor.class,
			"round-robin", RoundRobinAssignor.class);

	private AssignorNames() {
	}

	/**
	 * The class name for one of Kafka's assignors, or for a class name.
	 */
	static String classOf(String name) {
		Class<?> known = CLASSES.get(name.strip().toLowerCase(Locale.ROOT).replace('_', '-'));
		if (known != null) {
			return known.getName();
		}
		String type = name.strip();
		SteadyKafkaProperties.refuse(!ClassUtils.isPresent(type, null), KEY, name,
				"It is neither cooperative-sticky, sticky, range or round-robin nor the name of a class that is there.");
		SteadyKafkaProperties.refuse(
				!ConsumerPartitionAssignor.class.isAssignableFrom(ClassUtils.resolveClassName(type, null)), KEY, name,
				"The class is no assignor: it does not implement " + ConsumerPartitionAssignor.class.getName() + ".");
		return type;
	}

	/**
	 * Keeps the assignors' constructors, which Kafka calls, in a native image.
	 */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			if (ClassUtils.isPresent("org.apache.kafka.clients.consumer.ConsumerPartitionAssignor", classLoader)) {
				CLASSES.values()
					.forEach(
							(type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS));
			}
		}

	}

}
