package io.steadykafka.lint.internal;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * A member that pauses between polls has the rest of {@code max.poll.interval.ms} for the
 * records of a poll.
 */
final class IdleBetweenPollsRule implements LintRule {

	@Override
	public String name() {
		return "idle-between-polls";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		long idle = listener.listener().idleBetweenPolls().toMillis();
		long interval = listener.number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG).orElse(Long.MAX_VALUE);
		// The container shortens a pause so that 5 s of the interval are left.
		if (idle <= 0 || idle < interval / 2) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.UNWISE,
				"idleBetweenPolls=" + idle + " ms leaves the listener less than half of max.poll.interval.ms="
						+ interval + " for the records of a poll: a slow one costs it its partitions",
				"Shorten idleBetweenPolls, or raise max.poll.interval.ms"));
	}

}
