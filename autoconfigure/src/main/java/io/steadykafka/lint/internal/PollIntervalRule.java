package io.steadykafka.lint.internal;

import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Reports more records a poll than a listener can process within
 * {@code max.poll.interval.ms}: the member would lose its partitions, and the next one
 * get no further. A listener that is delivered only what it finishes in time is exempt.
 */
final class PollIntervalRule implements LintRule {

	/**
	 * A slow call of a database or of another service.
	 */
	private static final long LEAST_MILLIS = 20;

	@Override
	public String name() {
		return "poll-interval";
	}

	@Override
	public Optional<Finding> check(InspectedListener listener) {
		long records = listener.number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG).orElse(0L);
		long interval = listener.number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG).orElse(Long.MAX_VALUE);
		if (records <= 1 || interval / records >= LEAST_MILLIS || !listener.listener().isSubscribed()
				|| listener.isBounded()) {
			return Optional.empty();
		}
		return Optional.of(listener.finding(name(), Severity.LOSES_OR_DOUBLES,
				"max.poll.records=" + records + " within max.poll.interval.ms=" + interval + " leaves "
						+ interval / records + " ms for a record: one that takes longer on average costs the listener "
						+ "its partitions, and what it processed is processed again",
				"Raise max.poll.interval.ms, lower max.poll.records, or bound what is delivered at a time "
						+ "(steady.kafka.delivery.redo-window)"));
	}

}
