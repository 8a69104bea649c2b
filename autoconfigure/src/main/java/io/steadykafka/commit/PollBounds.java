package io.steadykafka.commit;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a consumer's configuration allows of a poll.
 *
 * @param maxInterval {@code max.poll.interval.ms}
 * @param maxRecords {@code max.poll.records}
 */
record PollBounds(Duration maxInterval, int maxRecords) {

	static PollBounds of(Map<String, Object> config) {
		return new PollBounds(
				Duration.ofMillis(
						number(config, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Duration.ofMinutes(5).toMillis())),
				(int) number(config, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, ConsumerConfig.DEFAULT_MAX_POLL_RECORDS));
	}

	private static long number(Map<String, Object> config, String key, long byDefault) {
		Object value = config.get(key);
		return (value != null) ? Long.parseLong(value.toString().strip()) : byDefault;
	}

}
