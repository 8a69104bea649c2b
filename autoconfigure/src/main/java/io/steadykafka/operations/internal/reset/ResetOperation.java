package io.steadykafka.operations.internal.reset;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.steadykafka.operations.internal.reset.plan.PartitionPlan;
import io.steadykafka.operations.internal.reset.plan.ResetTarget;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A reset that is under way.
 *
 * @param targets where each partition is to go
 * @param force whether partitions may go to the end for want of a better answer
 */
record ResetOperation(String id, Instant at, String by, FoundGroup found, Set<TopicPartition> partitions,
		Function<TopicPartition, ResetTarget> targets, boolean force, PartitionOffsetsReader reader) {

	static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
		.thenComparingInt(TopicPartition::partition);

	String group() {
		return this.found.group();
	}

	/**
	 * Plans with the offsets as they are now.
	 */
	Map<TopicPartition, PartitionPlan> plan() {
		return plan(committed());
	}

	private Map<TopicPartition, PartitionPlan> plan(Map<TopicPartition, OffsetAndMetadata> committed) {
		OptionalLong time = this.partitions.stream()
			.map((partition) -> this.targets.apply(partition).time())
			.filter(OptionalLong::isPresent)
			.findAny()
			.orElseGet(OptionalLong::empty);
		Map<TopicPartition, PartitionPlan> plans = new TreeMap<>(ORDER);
		this.reader.read(committed, this.partitions, time)
			.forEach((partition, offsets) -> plans.put(partition, this.targets.apply(partition).plan(offsets)));
		return plans;
	}

	/**
	 * Plans, and checks that the plan may be executed.
	 * @throws IllegalArgumentException if it needs force
	 * @throws IllegalStateException if an open transaction is about to change offsets
	 */
	Map<TopicPartition, PartitionPlan> planToExecute() {
		Map<TopicPartition, OffsetAndMetadata> committed = committed();
		if (this.found.members().isEmpty()) {
			requireNonePending(committed);
		}
		Map<TopicPartition, PartitionPlan> plans = plan(committed);
		Map<TopicPartition, String> doubts = new TreeMap<>(ORDER);
		plans.forEach((partition, plan) -> {
			if (plan.needsForce() && plan.note() != null) {
				doubts.put(partition, plan.note());
			}
		});
		if (!doubts.isEmpty() && !this.force) {
			throw new IllegalArgumentException("Nothing was reset, as argument 'force' is not true. It is needed for "
					+ list(doubts) + ". Preview the reset, then name another target or partitions, or force it");
		}
		return plans;
	}

	/**
	 * Without members, an open transaction is that of a member which died. Its end might
	 * overwrite the reset.
	 */
	private void requireNonePending(Map<TopicPartition, OffsetAndMetadata> committed) {
		List<String> pending = this.reader.pending(group(), committed)
			.stream()
			.filter(this.partitions::contains)
			.map(TopicPartition::toString)
			.toList();
		if (!pending.isEmpty()) {
			throw new IllegalStateException("Nothing was reset, as an open transaction is about to commit offsets of "
					+ PlainText.names(pending) + ". Try again after its end, by transaction.timeout.ms at the latest");
		}
	}

	Map<TopicPartition, OffsetAndMetadata> committed() {
		return this.reader.committed(group());
	}

	/**
	 * The first partitions of a map, with what is said of them.
	 */
	static String list(Map<TopicPartition, String> reasons) {
		String first = reasons.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey(ORDER))
			.limit(10)
			.map((reason) -> PlainText.name(reason.getKey().toString()) + ": " + reason.getValue())
			.collect(Collectors.joining("; "));
		return (reasons.size() > 10) ? first + "; and " + (reasons.size() - 10) + " more" : first;
	}

}
