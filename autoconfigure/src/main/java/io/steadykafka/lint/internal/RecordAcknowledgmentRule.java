package io.steadykafka.lint.internal;

import java.util.Optional;

import org.springframework.kafka.listener.ContainerProperties;

/**
 * A batch listener has no single records to acknowledge: its container does not start
 * ({@code KafkaMessageListenerContainer.ListenerConsumer}).
 */
final class RecordAcknowledgmentRule implements LintRule {

	@Override
	public String name() {
		return "record-ack-of-batch";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		ContainerProperties properties = listener.listener().container().getContainerProperties();
		if (!listener.listener().isBatch() || properties.getAckMode() != ContainerProperties.AckMode.RECORD
				|| !listener.listener().container().isAutoStartup()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.CANNOT_WORK,
				"it is a batch listener with AckMode.RECORD, which its container refuses",
				"Use spring.kafka.listener.ack-mode=batch, or a record listener"));
	}

}
