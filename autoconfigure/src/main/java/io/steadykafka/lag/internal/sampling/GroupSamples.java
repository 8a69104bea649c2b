package io.steadykafka.lag.internal.sampling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.internal.HotPartitions;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.history.PartitionHistory;
import io.steadykafka.lag.internal.progress.OffsetRange;
import io.steadykafka.lag.internal.progress.RecordTimes;
import io.steadykafka.lag.internal.sampling.LagReader.OffsetsRead;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.util.CollectionUtils;

/**
 * Makes the samples of groups out of what was read, with the memory of those before. Not
 * for use by several threads.
 */
public final class GroupSamples {

	private final String cluster;

	private final LagMonitor.Options options;

	private final Map<String, Map<TopicPartition, PartitionHistory>> memories = new HashMap<>();

	GroupSamples(String cluster, LagMonitor.Options options) {
		this.cluster = cluster;
		this.options = options;
	}

	/**
	 * Make samples.
	 * @param request what was asked for
	 * @param read what was read
	 * @param missing topics that do not exist
	 * @param handedOver the records that members were handed over last
	 * @param before the samples before, by group
	 * @return the sample of each group; of one that failed the one before, with the
	 * failure
	 */
	Map<String, GroupLag> of(SampleRequest request, OffsetsRead read, Set<String> missing, LastRecords handedOver,
			Map<String, GroupLag> before) {
		Map<String, GroupLag> samples = new HashMap<>();
		read.rules().forEach((group, rules) -> {
			boolean watched = request.watched().containsKey(group);
			GroupLag last = before.getOrDefault(group, GroupLag.notSampled(group, this.cluster, watched))
				.watched(watched);
			Set<String> missed = new HashSet<>(request.subscribed().getOrDefault(group, Set.of()));
			missed.retainAll(missing);
			GroupLag sample = sample(last, read, rules, missed, handedOver);
			samples.put(group, sample);
			this.memories.computeIfPresent(group, (key, memory) -> {
				memory.keySet().retainAll(sample.partitions().keySet());
				return memory;
			});
		});
		this.memories.keySet().retainAll(samples.keySet());
		return samples;
	}

	/**
	 * Up to where a group had read all, or nobody could, before the last sample began.
	 * @param of the group and partition
	 * @return the offset, -1 if it is not known
	 */
	long readBefore(GroupPartition of) {
		PartitionHistory memory = this.memories.getOrDefault(of.group(), Map.of()).get(of.partition());
		return (memory != null) ? memory.readBefore() : -1;
	}

	private GroupLag sample(GroupLag last, OffsetsRead read, Map<TopicPartition, ReadRule> rules, Set<String> missing,
			LastRecords handedOver) {
		String group = last.group();
		RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> committed = read.committed().get(group);
		if (committed == null || committed.isFailed()) {
			return last.failed((committed != null) ? committed.reason() : "no answer for the group");
		}
		Map<TopicPartition, PartitionLag> partitions = CollectionUtils.newHashMap(rules.size());
		Map<TopicPartition, RecordTimes> times = CollectionUtils.newHashMap(rules.size());
		Map<TopicPartition, PartitionHistory> memory = this.memories.computeIfAbsent(group, (key) -> new HashMap<>());
		rules.forEach((partition, rule) -> {
			OffsetAndMetadata offset = committed.get().get(partition);
			PartitionLag lag = ShareGroups.Start.apply(read.log().lag(partition, rule, OffsetsRead.offset(offset)),
					offset);
			GroupPartition of = new GroupPartition(group, partition);
			RecordTimes handed = handedOver.last(of);
			if (handed != null) {
				times.put(partition, handed);
			}
			OptionalLong passed = handedOver.passed(of, lag.committed());
			partitions.put(partition,
					memory.computeIfAbsent(partition, (key) -> new PartitionHistory()).member(lag, handed, passed));
		});
		// If a connection is cut amid the sample, some of its requests were answered.
		if (!partitions.isEmpty() && partitions.values().stream().noneMatch(PartitionLag::isRead)) {
			return last.failed(partitions.values().iterator().next().unknownBecause());
		}
		Map<TopicPartition, PartitionOutlook> outlooks = CollectionUtils.newHashMap(partitions.size());
		partitions.forEach((partition, lag) -> outlooks.put(partition,
				memory.computeIfAbsent(partition, (key) -> new PartitionHistory())
					.sampled(lag, times.get(partition), read.log().isOld(partition, lag), read.at().toEpochMilli(),
							this.options)));
		return new GroupLag(group, this.cluster, last.watched(), read.at(), partitions, outlooks,
				HotPartitions.of(partitions, this.options.levels().normal()), Set.of(), missing, "");
	}

	/**
	 * Knows how far members were handed over records.
	 */
	public interface LastRecords {

		/**
		 * The last records of a partition.
		 * @param partition the group and partition
		 * @return their timestamps, {@code null} if there were none
		 */
		@Nullable RecordTimes last(GroupPartition partition);

		/**
		 * How far a member is, if all that it was handed over is committed.
		 * @param partition the group and partition
		 * @param committed the committed offset, empty if there is none
		 * @return the offset that it reads next, empty if it is not known
		 */
		OptionalLong passed(GroupPartition partition, OptionalLong committed);

		/**
		 * Which record was the first since a member owns the partition.
		 * @param partition the group and partition
		 * @return its offset; empty if there was none, somebody sought before it, or this
		 * was asked before
		 */
		OptionalLong takeStart(GroupPartition partition);

		/**
		 * Partitions of which there is a start or a part that was left out to take.
		 * @return the groups and partitions, some of which no member here may own any
		 * more
		 */
		Set<GroupPartition> found();

		/**
		 * What was left out between the records that a member was handed over, since this
		 * was asked for the last time.
		 * @param partition the group and partition
		 * @return the largest parts of it
		 */
		List<OffsetRange> takeGaps(GroupPartition partition);

	}

}
