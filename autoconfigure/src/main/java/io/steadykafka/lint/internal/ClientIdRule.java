package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.util.StringUtils;

/**
 * Reports a listener whose client id an earlier listener has: Kafka's metrics and MBeans
 * are identified by it, and Spring Kafka's number of the member begins anew for each
 * listener.
 */
final class ClientIdRule implements LintRule {

	@Override
	public String name() {
		return "client-id";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		String id = clientId(listener.listener());
		List<ListenerContainer> same = listener.others()
			.stream()
			.filter((other) -> !id.isEmpty() && id.equals(clientId(other)))
			.toList();
		if (same.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.UNWISE,
				"client.id=" + id + " is also that of " + same
						+ ": the metrics of one hide those of the other, and brokers can't tell them apart",
				"Give each listener a clientIdPrefix of its own"));
	}

	private static String clientId(ListenerContainer listener) {
		// As DefaultKafkaConsumerFactory does, without the number of the member: it
		// ignores an id among the listener's own properties.
		String prefix = listener.container().getContainerProperties().getClientId();
		return (StringUtils.hasText(prefix)) ? prefix
				: Objects.toString(listener.factoryConfig().get(ConsumerConfig.CLIENT_ID_CONFIG), "");
	}

}
