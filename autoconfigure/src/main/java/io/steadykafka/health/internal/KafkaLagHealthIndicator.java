package io.steadykafka.health.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.health.KafkaStatus;
import io.steadykafka.health.internal.LagFindings.Problem;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.listener.internal.Containment;
import org.apache.kafka.common.TopicPartition;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The lag of the partitions that this instance owns or monitors, by group, topic and
 * partition, from the last sample; no broker is asked.
 * <p>
 * DEGRADED: the lag of a partition that no operation paused is above the threshold, or
 * its next record is too old; a topic was truncated or made anew; retention took records
 * that were not read within the last hour; or a topic that a listener names does not
 * exist. What it is then can be changed to DOWN or UP. UNKNOWN: there is no good sample,
 * or the last good one is followed by failures; the reason and the age say more.
 */
public final class KafkaLagHealthIndicator extends ContainedHealthIndicator {

	private final LagMonitor monitor;

	private final LagFindings findings;

	private final LagLevels levels;

	private final HealthOptions options;

	private final Clock clock;

	private final DebouncedStatuses statuses;

	/**
	 * Create an indicator.
	 * @param threshold the lag of a partition, in records, above which it is a problem; 0
	 * or more
	 * @param paused the pause of a partition by an operation, empty if there is none
	 * @param levels where the levels of lag end
	 * @param options when it says that something is wrong, and how
	 */
	public KafkaLagHealthIndicator(LagMonitor monitor, long threshold,
			BiFunction<GroupLag, TopicPartition, Optional<String>> paused, LagLevels levels, HealthOptions options,
			Clock clock, Containment containment) {
		super("Kafka lag", containment);
		this.monitor = monitor;
		this.findings = new LagFindings(monitor, threshold, paused);
		this.levels = levels;
		this.options = options;
		this.clock = clock;
		this.statuses = new DebouncedStatuses(options, clock);
		// Durations are known whether health is queried or not.
		monitor.onSample(this::inspect);
	}

	private void inspect() {
		List<GroupLag> groups = this.monitor.groups();
		groups.forEach((group) -> status(group, problems(group)));
		this.statuses.retain(groups.stream().map(KafkaLagHealthIndicator::name).toList());
	}

	/**
	 * Inspects groups whose sampler seems stuck: there is no sample that triggers it.
	 */
	public void inspectStale() {
		this.monitor.groups().stream().filter(this.monitor::isStale).forEach((group) -> status(group, problems(group)));
	}

	@Override
	void describe(Health.Builder builder) {
		Map<String, Object> groups = new LinkedHashMap<>();
		List<Status> reported = new ArrayList<>();
		for (GroupLag group : this.monitor.groups()) {
			List<Problem> problems = problems(group);
			Status status = status(group, problems);
			reported.add(status);
			// The same group on a second cluster keeps the two apart.
			String name = groups.containsKey(group.group()) ? name(group) : group.group();
			groups.put(name, details(group, status, problems));
		}
		builder.status(KafkaStatus.worst(reported))
			.withDetail("threshold", this.findings.threshold())
			.withDetail("groups", groups);
	}

	private static String name(GroupLag group) {
		return group.group() + " on " + group.cluster();
	}

	private List<Problem> problems(GroupLag group) {
		return this.findings.of(group, this.clock.instant());
	}

	private Status status(GroupLag group, List<Problem> problems) {
		return this.statuses.update(name(group), found(group, problems));
	}

	private Status found(GroupLag group, List<Problem> problems) {
		if (!group.failure().isEmpty() || group.sampledAt() == null || this.monitor.isStale(group)) {
			return Status.UNKNOWN;
		}
		if (!problems.isEmpty() && !this.options.problem().equals(Status.UP)) {
			return this.options.problem();
		}
		// What is truncated is a problem, which need not count.
		boolean allKnown = group.partitions()
			.values()
			.stream()
			.allMatch((reading) -> reading.lag().lag().isPresent() || reading.lag().isTruncated());
		return (allKnown && !isInvisible(group)) ? Status.UP : Status.UNKNOWN;
	}

	private Map<String, Object> details(GroupLag group, Status status, List<Problem> problems) {
		Map<String, Object> details = new LinkedHashMap<>();
		this.statuses.describe(name(group), status, details);
		details.put("reason", reason(group, problems));
		if (!problems.isEmpty()) {
			details.put("remedy", problems.stream().map(Problem::remedy).distinct().collect(Collectors.joining("; ")));
		}
		else if (status.equals(Status.UNKNOWN)) {
			details.put("remedy", "Look whether the brokers can be reached, and what this user may describe there");
		}
		this.monitor.members(group.group()).ifPresent((members) -> describe(members, details));
		Duration age = this.monitor.age(group);
		details.put("sampleAge", (age != null) ? age.toMillis() + " ms" : "none yet");
		if (age != null) {
			GroupSummary.of(group, this.levels).describe(details);
			details.put("topics", topics(group));
		}
		return details;
	}

	private static void describe(GroupMembers group, Map<String, Object> details) {
		group.members().ifPresent((members) -> {
			details.put("type", group.type());
			details.put("state", group.state());
			details.put("members", members);
		});
	}

	private String reason(GroupLag group, List<Problem> problems) {
		if (!group.failure().isEmpty()) {
			return group.failure();
		}
		if (group.sampledAt() == null) {
			return "not sampled yet";
		}
		if (this.monitor.isStale(group)) {
			return "no sample for several intervals: the sampler seems stuck";
		}
		Optional<String> paused = this.findings.pausedBehind(group);
		return Stream
			.concat((problems.isEmpty()) ? unknown(group).stream() : problems.stream().map(Problem::reason),
					paused.stream())
			.reduce((one, other) -> one + "; " + other)
			.orElseGet(
					() -> (group.partitions().isEmpty()) ? "this instance owns no partitions" : "within the threshold");
	}

	private Optional<String> unknown(GroupLag group) {
		if (group.partitions().values().stream().anyMatch((reading) -> reading.lag().lag().isEmpty())) {
			return Optional.of("the lag of some partitions is not known");
		}
		if (isInvisible(group) && this.monitor.members(group.group()).filter(GroupMembers::isShare).isPresent()) {
			return Optional
				.of("the share group has no offsets that can be seen: it has not read anything yet, or its topics may "
						+ "not be described (ACL: DESCRIBE on them)");
		}
		if (isInvisible(group)) {
			return Optional
				.of("the group has no committed offsets that can be seen: it never committed, they expired, steady.kafka"
						+ ".lag.groups[].id is not its name, or its topics may not be described (ACL: DESCRIBE on them)");
		}
		return Optional.empty();
	}

	// The brokers leave out topics that may not be described, and say nothing.
	private static boolean isInvisible(GroupLag group) {
		return group.watched() && group.partitions().isEmpty();
	}

	private static Map<String, Object> topics(GroupLag group) {
		Map<String, Object> topics = new TreeMap<>();
		group.partitions()
			.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((entry) -> entry.getKey().partition()))
			.forEach((entry) -> partitionsOf(topics, entry.getKey()).put(String.valueOf(entry.getKey().partition()),
					describe(entry.getValue().lag())));
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
