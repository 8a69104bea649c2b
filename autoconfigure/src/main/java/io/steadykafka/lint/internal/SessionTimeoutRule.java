package io.steadykafka.lint.internal;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A session should outlast two heartbeats that are lost: Kafka's own advice for
 * {@code heartbeat.interval.ms} is a third of the session timeout at most.
 */
final class SessionTimeoutRule implements LintRule {

	@Override
	public String name() {
		return "session-timeout";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		if (listener.listener().speaksConsumerProtocol() || !listener.listener().isSubscribed()) {
			return Optional.empty();
		}
		long session = listener.number(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG).orElse(Long.MAX_VALUE);
		long heartbeat = listener.number(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG).orElse(0L);
		if (session > 3 * heartbeat) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.UNWISE,
				"session.timeout.ms=" + session + " is not above three times heartbeat.interval.ms=" + heartbeat
						+ ": a heartbeat or two that are late cost it its partitions",
				"Raise session.timeout.ms, or lower heartbeat.interval.ms"));
	}

}
