package io.steadykafka.lint.internal;

import java.util.List;
import java.util.Optional;

import io.steadykafka.listener.internal.ListenerContainer;

/**
 * With the consumer protocol Kafka's consumer refuses settings of the classic one.
 */
final class ConsumerProtocolRule implements LintRule {

	@Override
	public String name() {
		return "consumer-protocol";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		List<String> refused = ListenerContainer.CLASSIC_PROTOCOL_ONLY.stream()
			.filter((key) -> listener.get(key).isPresent())
			.toList();
		// A listener that does not start with the application never stopped it.
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
