package io.steadykafka.lint.internal;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Kafka's auto-commit timer commits what polls returned, processed or not.
 */
final class AutoCommitRule implements LintRule {

	@Override
	public String name() {
		return "auto-commit";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		return listener.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)
			.filter(Boolean::parseBoolean)
			.map((on) -> listener.finding(name(), Severity.LOSES_OR_DOUBLES,
					"enable.auto.commit=true commits by a timer and not by what was processed: a failed record is lost, "
							+ "and a crash redoes up to auto.commit.interval.ms of work",
					"Remove enable.auto.commit, and the container commits what was processed"));
	}

}
