package io.steadykafka.sample.lag;

import java.time.Duration;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Logs the lag of each group once in a while. Any bean can inject the starter's
 * {@link ConsumerLag}; there is none with {@code steady.kafka.enabled=false}.
 */
@Component
class LagLog {

	private static final Logger logger = LoggerFactory.getLogger(LagLog.class);

	private final ObjectProvider<ConsumerLag> lag;

	LagLog(ObjectProvider<ConsumerLag> lag) {
		this.lag = lag;
	}

	@Scheduled(initialDelayString = "15s", fixedDelayString = "${sample.lag-log.interval:30s}")
	void log() {
		this.lag.ifAvailable((known) -> known.groups().forEach((group) -> log(known, group)));
	}

	private static void log(ConsumerLag known, GroupLag group) {
		Duration age = known.age(group);
		if (age == null) {
			logger.info("Lag of {}: not known yet", group.group());
			return;
		}
		long lag = group.partitions()
			.values()
			.stream()
			.flatMapToLong((partition) -> partition.lag().lag().stream())
			.sum();
		logger.info("Lag of {}: {} records on the {} partitions of this instance, {} s ago{}", group.group(), lag,
				group.partitions().size(), age.toSeconds(),
				(group.failure().isEmpty()) ? "" : "; since then: " + group.failure());
	}

}
