package io.steadykafka.rebalance.internal;

import java.time.Duration;

import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How long to wait for the rest of a rebalance. Members hear of its next step with a
 * heartbeat.
 *
 * @param quiet after so long without a change it is over, if nothing more has to come
 * @param firstPartition how long a listener that just started and owns nothing is waited
 * for: others have to give their partitions up first
 * @param longest after so long it is over whatever has to come: the group goes on without
 * members that need more
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
