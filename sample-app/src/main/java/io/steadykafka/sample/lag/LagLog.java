package io.steadykafka.sample.lag;

import java.time.Duration;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.LagMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Logs the lag of each group once in a while. The starter's samples are there for any
 * bean that wants them; there are none with {@code steady.kafka.enabled=false}.
 */
@Component
class LagLog {

	private static final Logger logger = LoggerFactory.getLogger(LagLog.class);

	private final ObjectProvider<LagMonitor> monitor;

	LagLog(ObjectProvider<LagMonitor> monitor) {
		this.monitor = monitor;
	}

	@Scheduled(initialDelayString = "15s", fixedDelayString = "${sample.lag-log.interval:30s}")
	void log() {
		this.monitor.ifAvailable((samples) -> samples.groups().forEach((group) -> log(samples, group)));
	}

	private static void log(LagMonitor samples, GroupLag group) {
		Duration age = samples.age(group);
		if (age == null) {
			logger.info("Lag of {}: not known yet", group.group());
			return;
		}
		long lag = group.partitions().values().stream().flatMapToLong((partition) -> partition.lag().stream()).sum();
		logger.info("Lag of {}: {} records on the {} partitions of this instance, {} s ago{}", group.group(), lag,
				group.partitions().size(), age.toSeconds(),
				(group.failure().isEmpty()) ? "" : "; since then: " + group.failure());
	}

}
