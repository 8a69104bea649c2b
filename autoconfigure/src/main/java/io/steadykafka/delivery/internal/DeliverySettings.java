package io.steadykafka.delivery.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.steadykafka.delivery.internal.session.DeliveryOptions;
import io.steadykafka.delivery.internal.session.LeavePolicy;
import io.steadykafka.delivery.internal.session.MemberSession;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ListenerContainer;

import org.springframework.kafka.listener.ContainerProperties;

/**
 * What the startup report says of the delivery.
 */
final class DeliverySettings {

	private DeliverySettings() {
	}

	/**
	 * The settings of a listener.
	 * @param listener a listener that was not prepared yet
	 * @param obstacle why delivery is left as it is, empty if it is not
	 */
	static List<Setting> of(ListenerContainer listener, DeliveryOptions options, Optional<String> obstacle) {
		if (obstacle.isPresent()) {
			return List.of(new Setting("redo window", "off", Origin.YOURS, obstacle.get()));
		}
		ContainerProperties properties = listener.container().getContainerProperties();
		List<Setting> settings = new ArrayList<>();
		settings.add(redoWindow(listener, options));
		settings.add(syncCommits(properties, options));
		settings.add(stopTimeout(properties, options));
		Duration pollTimeout = Duration.ofMillis(properties.getPollTimeout());
		if (listener.speaksConsumerProtocol()
				&& pollTimeout.compareTo(MemberSession.LONGEST_POLL_OF_CONSUMER_PROTOCOL) > 0) {
			settings.add(new Setting("pollTimeout", MemberSession.LONGEST_POLL_OF_CONSUMER_PROTOCOL.toMillis() + " ms",
					Origin.STEADY_KAFKA, "in steps: Kafka's consumer would sleep through its own assignment"));
		}
		if (listener.isStaticMember()) {
			settings.add(new Setting("on stop", onStop(options.leavePolicy()), Origin.STEADY_KAFKA, ""));
		}
		return settings;
	}

	private static Setting redoWindow(ListenerContainer listener, DeliveryOptions options) {
		ContainerProperties properties = listener.container().getContainerProperties();
		if (listener.isAsync()) {
			return new Setting("redo window", "off", Origin.YOURS,
					"it acknowledges later: a crash redoes what it has in flight");
		}
		if (listener.idlesBetweenPolls()) {
			return new Setting("redo window", "off", Origin.YOURS,
					"idleBetweenPolls is set, and is about all records of a poll");
		}
		if (options.redoWindow().isZero()) {
			return new Setting("redo window", "off", Origin.STEADY_KAFKA, "a crash redoes up to max.poll.records");
		}
		return new Setting("redo window", options.redoWindow().toMillis() + " ms", Origin.STEADY_KAFKA,
				note(properties.getAckMode()));
	}

	private static String note(ContainerProperties.AckMode ackMode) {
		return switch (ackMode) {
			case COUNT, TIME, COUNT_TIME ->
				"commits are made by ackMode=" + ackMode + ", and a crash redoes up to there";
			case RECORD, BATCH, MANUAL, MANUAL_IMMEDIATE -> "";
		};
	}

	private static Setting syncCommits(ContainerProperties properties, DeliveryOptions options) {
		if (!properties.isSyncCommits()) {
			return new Setting("syncCommits", "false", Origin.YOURS, "");
		}
		return new Setting("syncCommits", String.valueOf(!options.asyncCommits()),
				(options.asyncCommits()) ? Origin.STEADY_KAFKA : Origin.KAFKA_DEFAULT, "");
	}

	private static Setting stopTimeout(ContainerProperties properties, DeliveryOptions options) {
		long present = properties.getShutdownTimeout();
		boolean chosen = present != ContainerProperties.DEFAULT_SHUTDOWN_TIMEOUT;
		return new Setting("shutdownTimeout", ((chosen) ? present : options.stopTimeout().toMillis()) + " ms",
				(chosen) ? Origin.YOURS : Origin.STEADY_KAFKA, "");
	}

	private static String onStop(LeavePolicy policy) {
		return switch (policy) {
			case LEAVE -> "leave the group";
			case STAY_FOR_RESTART -> "stay in the group for a restart";
		};
	}

}
