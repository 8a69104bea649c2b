package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import io.steadykafka.listener.internal.ChosenSettings;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.kafka.listener.ContainerProperties;

/**
 * How long something may take before it is wrong.
 *
 * @param warning how long a listener may be busy with one delivery without a warning
 * @param hung how long until its member is out of its group
 * @param join how long a member may take to join its group
 * @param stuck how long a member may make no progress
 * @param poll how long a poll without records may take
 */
public record MemberLimits(Duration warning, Duration hung, Duration join, Duration stuck, Duration poll) {

	/**
	 * A rebalance waits for the slowest member for max.poll.interval.ms.
	 */
	private static final Duration AFTER_REBALANCE = Duration.ofMinutes(1);

	/**
	 * A poll ends a moment after its timeout.
	 */
	private static final Duration AFTER_POLL = Duration.ofSeconds(5);

	public static MemberLimits of(ListenerContainer listener, double hungWarningRatio, Duration joinTimeout,
			Duration stuckAfter) {
		Duration interval = Duration
			.ofMillis(ChosenSettings.number(listener.consumerConfig(), ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
		ContainerProperties properties = listener.container().getContainerProperties();
		boolean idles = listener.idlesBetweenPolls();
		// A container idles for as long as the interval allows, without a signal when it
		// begins.
		Duration warning = (idles) ? interval : Duration.ofMillis((long) (interval.toMillis() * hungWarningRatio));
		return new MemberLimits(warning, interval, join(joinTimeout, interval), stuckAfter,
				Duration.ofMillis(properties.getPollTimeout()).plus(AFTER_POLL));
	}

	public static Duration join(Duration configured, Duration maxPollInterval) {
		Duration rebalance = maxPollInterval.plus(AFTER_REBALANCE);
		return (configured.compareTo(rebalance) > 0) ? configured : rebalance;
	}

}
