package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.listener.internal.ChosenSettings;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a consumer's configuration allows of a poll.
 *
 * @param maxInterval {@code max.poll.interval.ms}
 * @param maxRecords {@code max.poll.records}
 */
public record PollLimits(Duration maxInterval, int maxRecords) {

	public static PollLimits of(Map<String, Object> config) {
		return new PollLimits(
				Duration.ofMillis(ChosenSettings.number(config, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)),
				(int) ChosenSettings.number(config, ConsumerConfig.MAX_POLL_RECORDS_CONFIG));
	}

}
