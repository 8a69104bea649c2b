package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionReading;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds what is wrong with the lag of a group. What somebody paused lags because of that.
 *
 * @param threshold the lag of a partition, in records, above which it is a problem
 * @param paused the pause of a partition by an operation, empty if there is none
 */
record LagFindings(ConsumerLag lag, long threshold, BiFunction<GroupLag, TopicPartition, Optional<String>> paused) {

	/**
	 * For how long a loss is a problem. It cannot be undone, but somebody should know.
	 */
	static final Duration LOSS_COUNTS = Duration.ofHours(1);

	List<Problem> of(GroupLag group, Instant now) {
		List<Problem> problems = new ArrayList<>();
		if (!group.missingTopics().isEmpty()) {
			problems.add(new Problem("topics do not exist: " + String.join(", ", new TreeSet<>(group.missingTopics())),
					"Create them or correct their names"));
		}
		findDelivered(group, this::isAboveThreshold)
			.map((partitions) -> new Problem("lag above the threshold of " + this.threshold + " on " + partitions,
					"Find out whether the listener is slow or stuck, or add members up to the number of "
							+ "partitions"))
			.ifPresent(problems::add);
		findDelivered(group, LagFindings::isTooOld)
			.map((partitions) -> new Problem(
					"the next record is older than steady.kafka.health.lag.older-than on " + partitions,
					"Find out whether the listener is slow or stuck"))
			.ifPresent(problems::add);
		find(group, (reading) -> reading.lag().isTruncated())
			.map((partitions) -> new Problem(
					"the committed offset is beyond the end on " + partitions
							+ ": the topic was truncated or made anew",
					"Look whether the consumers start over as their auto.offset.reset says"))
			.ifPresent(problems::add);
		lost(group.group(), now).ifPresent(problems::add);
		return problems;
	}

	private Optional<Problem> lost(String group, Instant now) {
		List<Loss> losses = this.lag.losses(group)
			.stream()
			.filter((loss) -> loss.at().plus(LOSS_COUNTS).isAfter(now))
			.toList();
		if (losses.isEmpty()) {
			return Optional.empty();
		}
		long records = losses.stream().mapToLong(Loss::records).sum();
		Set<String> partitions = losses.stream()
			.map((loss) -> loss.partition().toString())
			.collect(Collectors.toCollection(TreeSet::new));
		Instant last = losses.stream().map(Loss::at).max(Comparator.naturalOrder()).orElseThrow();
		return Optional
			.of(new Problem(records + " records were lost to retention on " + partitions + ", the last ones at " + last,
					"Find out why the group fell behind, and raise retention.ms or retention.bytes of the topic"));
	}

	/**
	 * Which partitions would be a problem if they were not paused, and by whom they are.
	 */
	Optional<String> pausedBehind(GroupLag group) {
		Map<String, Set<String>> pauses = new TreeMap<>();
		group.partitions().forEach((partition, reading) -> {
			if (isAboveThreshold(reading) || isTooOld(reading)) {
				this.paused.apply(group, partition)
					.ifPresent((pause) -> pauses.computeIfAbsent(pause, (key) -> new TreeSet<>())
						.add(partition.toString()));
			}
		});
		return pauses.isEmpty() ? Optional.empty()
				: Optional.of(pauses.entrySet()
					.stream()
					.map((entry) -> "the lag of " + entry.getValue() + " does not count: " + entry.getKey())
					.collect(Collectors.joining("; ")));
	}

	private boolean isAboveThreshold(PartitionReading reading) {
		return reading.lag().lag().orElse(0) > this.threshold;
	}

	private static boolean isTooOld(PartitionReading reading) {
		return reading.outlook().tooOld().orElse(false);
	}

	private Optional<Set<String>> findDelivered(GroupLag group, Predicate<PartitionReading> rule) {
		return names(group.partitions()
			.entrySet()
			.stream()
			.filter((entry) -> rule.test(entry.getValue()) && this.paused.apply(group, entry.getKey()).isEmpty()));
	}

	private static Optional<Set<String>> find(GroupLag group, Predicate<PartitionReading> rule) {
		return names(group.partitions().entrySet().stream().filter((entry) -> rule.test(entry.getValue())));
	}

	private static Optional<Set<String>> names(Stream<Map.Entry<TopicPartition, PartitionReading>> partitions) {
		Set<String> found = partitions.map((entry) -> entry.getKey().toString())
			.collect(Collectors.toCollection(TreeSet::new));
		return found.isEmpty() ? Optional.empty() : Optional.of(found);
	}

	record Problem(String reason, String remedy) {

	}

}
