package io.steadykafka.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;

import org.springframework.kafka.listener.ContainerProperties;

/**
 * What the startup report says of hand-overs.
 */
final class HandOverSettings {

	private HandOverSettings() {
	}

	/**
	 * The settings of a listener.
	 * @param listener a listener that was not prepared yet
	 * @param options the options
	 * @param obstacle why hand-overs are left as they are, empty if they are not
	 * @return the settings
	 */
	static List<Setting> of(ListenerContainer listener, HandOvers.Options options, Optional<String> obstacle) {
		if (obstacle.isPresent()) {
			return List.of(new Setting("redo window", "off", Origin.YOURS, obstacle.get()));
		}
		ContainerProperties properties = listener.container().getContainerProperties();
		List<Setting> settings = new ArrayList<>();
		boolean off = options.redoWindow().isZero();
		settings.add(new Setting("redo window", (off) ? "off" : options.redoWindow().toMillis() + " ms",
				Origin.STEADY_KAFKA, (off) ? "a crash redoes up to max.poll.records" : ""));
		settings.add(syncCommits(properties, options));
		settings.add(stopTimeout(properties, options));
		return settings;
	}

	private static Setting syncCommits(ContainerProperties properties, HandOvers.Options options) {
		if (!properties.isSyncCommits()) {
			return new Setting("syncCommits", "false", Origin.YOURS, "");
		}
		return new Setting("syncCommits", String.valueOf(!options.asyncCommits()),
				(options.asyncCommits()) ? Origin.STEADY_KAFKA : Origin.KAFKA_DEFAULT, "");
	}

	private static Setting stopTimeout(ContainerProperties properties, HandOvers.Options options) {
		long present = properties.getShutdownTimeout();
		boolean chosen = present != ContainerProperties.DEFAULT_SHUTDOWN_TIMEOUT;
		return new Setting("shutdownTimeout", ((chosen) ? present : options.stopTimeout().toMillis()) + " ms",
				(chosen) ? Origin.YOURS : Origin.STEADY_KAFKA, "");
	}

}
