package io.steadykafka.lag.internal.sampling;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what changes from sample to sample, once. Not for use by several threads.
 */
final class SampleLog {

	private static final Log logger = LogFactory.getLog(ConsumerLag.class);

	private final String cluster;

	private String failure = "";

	private Set<String> said = Set.of();

	SampleLog(String cluster) {
		this.cluster = cluster;
	}

	void sampled(List<GroupLag> groups) {
		String now = groups.stream()
			.map(GroupLag::failure)
			.filter(Predicate.not(String::isEmpty))
			.distinct()
			.collect(Collectors.joining("; "));
		if (!now.equals(this.failure)) {
			logFailure(now);
		}
		this.failure = now;
		Map<String, String> present = new TreeMap<>();
		groups.forEach((group) -> {
			group.missingTopics()
				.forEach((topic) -> present.put("missing " + group.group() + " " + topic, missing(group, topic)));
			group.partitions().forEach((partition, reading) -> {
				PartitionLag lag = reading.lag();
				if (lag.isTruncated()) {
					present.put("truncated " + group.group() + " " + partition,
							"Group '" + group.group() + "' on " + partition + ": " + lag.unknownBecause()
									+ ". Its consumers start over by their auto.offset.reset");
				}
			});
		});
		present.forEach((what, message) -> {
			if (!this.said.contains(what)) {
				logger.warn(message);
			}
		});
		this.said = Set.copyOf(present.keySet());
	}

	private String missing(GroupLag group, String topic) {
		return "Topic '" + topic + "', which group '" + group.group() + "' subscribes to, does not exist on cluster "
				+ this.cluster + ". Create it or correct the name";
	}

	private void logFailure(String failure) {
		if (failure.isEmpty()) {
			logger.info("Lag of cluster " + this.cluster + " is sampled again");
		}
		else {
			logger.warn("Lag of cluster " + this.cluster + " is not known: " + failure
					+ ". The last good sample is kept; consuming is not affected");
		}
	}

}
