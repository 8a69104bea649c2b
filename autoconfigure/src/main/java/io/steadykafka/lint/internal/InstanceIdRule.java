package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Members of one group with the same {@code group.instance.id} fence each other. Spring
 * Kafka adds the number of the member, but counts for each listener separately.
 */
final class InstanceIdRule implements LintRule {

	private static final String KEY = ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;

	@Override
	public String name() {
		return "instance-id";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		String id = listener.get(KEY).orElse("");
		if (id.isEmpty() || !listener.listener().isSubscribed()) {
			return Optional.empty();
		}
		List<ListenerContainer> same = listener.sharingGroup()
			.stream()
			.filter((other) -> other.setting(KEY).filter(id::equals).isPresent())
			.toList();
		if (same.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.LOSES_OR_DOUBLES,
				KEY + "=" + id + " is also that of " + Set.copyOf(same) + " in the same group '"
						+ listener.listener().group() + "': they fence each other, and the one that is fenced stops",
				"Give each listener an id of its own: @KafkaListener(properties = \"" + KEY + "=…\")"));
	}

}
