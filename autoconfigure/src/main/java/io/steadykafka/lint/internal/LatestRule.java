package io.steadykafka.lint.internal;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Reports {@code auto.offset.reset=latest}: a new partition has no committed offset, and
 * is first read some time after records arrive in it.
 */
final class LatestRule implements LintRule {

	@Override
	public String name() {
		return "latest";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		boolean latest = listener.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)
			.filter("latest"::equalsIgnoreCase)
			.isPresent();
		if (!latest || !listener.listener().isSubscribed() || listener.listener().group().isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.LOSES_OR_DOUBLES,
				"auto.offset.reset=latest skips what is in a partition that is added, and all that retention left where "
						+ "it removed the committed offset",
				"Use earliest, or by_duration with the longest time that the application may be away"));
	}

}
