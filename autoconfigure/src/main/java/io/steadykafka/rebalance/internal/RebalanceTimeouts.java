package io.steadykafka.rebalance.internal;

import java.time.Duration;

import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How long to wait for the rest of a rebalance. A heartbeat tells members of its next
 * step.
 *
 * @param quiet it is over after so long without a change, if no more is expected
 * @param firstPartition how long to wait for the first partition of a listener that just
 * started: others have to give their partitions up first
 * @param longest it is over after so long in any case: the group goes on without members
 * that need more
 */
record RebalanceTimeouts(Duration quiet, Duration firstPartition, Duration longest) {

	/**
	 * Two heartbeats of the broker's default, which members can't change.
	 */
	private static final Duration CONSUMER_PROTOCOL_QUIET = Duration.ofSeconds(11);

	private static final Duration FIRST_PARTITION = Duration.ofSeconds(30);

	static RebalanceTimeouts of(ListenerContainer listener) {
		Duration heartbeat = millis(listener, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
		Duration quiet = (listener.speaksConsumerProtocol()) ? CONSUMER_PROTOCOL_QUIET
				: heartbeat.multipliedBy(2).plusMillis(500);
		return new RebalanceTimeouts(quiet, FIRST_PARTITION, maxPollInterval(listener).plus(quiet));
	}

	static Duration maxPollInterval(ListenerContainer listener) {
		return millis(listener, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);
	}

	private static Duration millis(ListenerContainer listener, String key) {
		return Duration.ofMillis(ChosenSettings.number(listener.consumerConfig(), key));
	}

}
