package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * With the consumer protocol the broker assigns, and owns the heartbeat and the session:
 * Kafka's consumer refuses settings of the classic protocol
 * ({@code ConsumerConfig.checkUnsupportedConfigsPostProcess}).
 */
final class ConsumerProtocolRule implements LintRule {

	private static final List<String> REFUSED = List.of(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
			ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);

	@Override
	public String name() {
		return "consumer-protocol";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		List<String> refused = REFUSED.stream().filter((key) -> listener.get(key).isPresent()).toList();
		// One that does not start with the application never stopped it.
		if (refused.isEmpty() || !listener.listener().speaksConsumerProtocol()
				|| !listener.listener().container().isAutoStartup()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.CANNOT_WORK,
				"group.protocol=consumer and " + String.join(", ", refused)
						+ " are set, and Kafka's consumer refuses the two together",
				"Remove " + String.join(", ", refused) + ", or use group.protocol=classic"));
	}

}
