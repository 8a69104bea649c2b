package io.steadykafka.delivery;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.listener.Choices;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a consumer's configuration allows of a poll.
 *
 * @param maxInterval {@code max.poll.interval.ms}
 * @param maxRecords {@code max.poll.records}
 */
record PollBounds(Duration maxInterval, int maxRecords) {

	static PollBounds of(Map<String, Object> config) {
		return new PollBounds(Duration.ofMillis(Choices.number(config, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)),
				(int) Choices.number(config, ConsumerConfig.MAX_POLL_RECORDS_CONFIG));
	}

}
