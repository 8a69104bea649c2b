package io.steadykafka.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.lag.PartitionLag;
import org.apache.kafka.common.TopicPartition;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The lag of the partitions that this instance owns, by group, topic and partition, from
 * the last sample; no broker is asked.
 * <p>
 * DEGRADED: a partition's lag is above the threshold, or a topic that a listener names
 * does not exist. UNKNOWN: there is no good sample, or the last good one is followed by
 * failures; the reason and the age say more. Never DOWN.
 */
public final class KafkaLagHealthIndicator extends AbstractHealthIndicator {

	private final LagMonitor monitor;

	private final long threshold;

	/**
	 * Create an indicator.
	 * @param monitor the samples
	 * @param threshold the lag of a partition, in records, above which it is DEGRADED; 0
	 * or more
	 */
	public KafkaLagHealthIndicator(LagMonitor monitor, long threshold) {
		super("Kafka lag health check failed");
		this.monitor = monitor;
		this.threshold = threshold;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Map<String, Object> groups = new LinkedHashMap<>();
		List<Status> statuses = new ArrayList<>();
		for (GroupLag group : this.monitor.groups()) {
			Status status = status(group);
			statuses.add(status);
			// The same group on a second cluster keeps the two apart.
			String name = groups.containsKey(group.group()) ? group.group() + " on " + group.cluster() : group.group();
			groups.put(name, details(group, status));
		}
		builder.status(KafkaStatus.worst(statuses))
			.withDetail("threshold", this.threshold)
			.withDetail("groups", groups);
	}

	private Status status(GroupLag group) {
		if (!group.failure().isEmpty() || group.sampledAt() == null || this.monitor.isStale(group)) {
			return Status.UNKNOWN;
		}
		if (!group.missingTopics().isEmpty() || group.partitions().values().stream().anyMatch(this::isAboveThreshold)) {
			return KafkaStatus.DEGRADED;
		}
		boolean allKnown = group.partitions().values().stream().allMatch((lag) -> lag.lag().isPresent());
		return (allKnown) ? Status.UP : Status.UNKNOWN;
	}

	private boolean isAboveThreshold(PartitionLag lag) {
		return lag.lag().isPresent() && lag.lag().getAsLong() > this.threshold;
	}

	private Map<String, Object> details(GroupLag group, Status status) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", status.getCode());
		details.put("reason", reason(group, status));
		Duration age = this.monitor.age(group);
		details.put("sampleAge", (age != null) ? age.toMillis() + " ms" : "none yet");
		if (age != null) {
			details.put("lag", group.partitions().values().stream().flatMapToLong((lag) -> lag.lag().stream()).sum());
			details.put("topics", topics(group));
		}
		return details;
	}

	private String reason(GroupLag group, Status status) {
		if (!group.failure().isEmpty()) {
			return group.failure();
		}
		if (group.sampledAt() == null) {
			return "not sampled yet";
		}
		if (this.monitor.isStale(group)) {
			return "no sample for several intervals: the sampler seems stuck";
		}
		if (!group.missingTopics().isEmpty()) {
			return "topics do not exist: " + String.join(", ", group.missingTopics());
		}
		if (status.equals(KafkaStatus.DEGRADED)) {
			return "lag above the threshold on " + group.partitions()
				.entrySet()
				.stream()
				.filter((entry) -> isAboveThreshold(entry.getValue()))
				.map((entry) -> entry.getKey().toString())
				.sorted()
				.toList();
		}
		if (status.equals(Status.UNKNOWN)) {
			return "the lag of some partitions is not known";
		}
		return (group.partitions().isEmpty()) ? "this instance owns no partitions" : "within the threshold";
	}

	private static Map<String, Object> topics(GroupLag group) {
		Map<String, Object> topics = new TreeMap<>();
		group.partitions()
			.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((entry) -> entry.getKey().partition()))
			.forEach((entry) -> partitionsOf(topics, entry.getKey()).put(String.valueOf(entry.getKey().partition()),
					describe(entry.getValue())));
		return topics;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> partitionsOf(Map<String, Object> topics, TopicPartition partition) {
		return (Map<String, Object>) topics.computeIfAbsent(partition.topic(), (topic) -> new LinkedHashMap<>());
	}

	private static Object describe(PartitionLag lag) {
		return (lag.lag().isPresent()) ? lag.lag().getAsLong() : "unknown: " + lag.unknownBecause();
	}

}
