package io.steadykafka.lag;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes one sample of a cluster: committed offsets first and ends after. The other way
 * round a group that commits in between would seem to be ahead of the log.
 */
final class LagReader {

	private static final OptionalLong NONE = OptionalLong.empty();

	private final OffsetRequests requests;

	private final Clock clock;

	private final String cluster;

	LagReader(OffsetRequests requests, Clock clock, String cluster) {
		this.requests = requests;
		this.clock = clock;
		this.cluster = cluster;
	}

	/**
	 * Take a sample.
	 * @param request what to find out
	 * @param before the samples before this one, by group
	 * @return the sample of each group; of one that failed the one before, with the
	 * failure
	 */
	Map<String, GroupLag> read(SampleRequest request, Map<String, GroupLag> before) {
		Map<String, Set<TopicPartition>> asked = new HashMap<>();
		request.partitions().forEach((group, rules) -> asked.put(group, rules.keySet()));
		Map<String, Outcome<Map<TopicPartition, OffsetAndMetadata>>> committed = this.requests.committed(asked);
		LogOffsets log = readLog(request, committed);
		Set<String> missing = this.requests.missing(request.allUnseenTopics());
		Instant now = this.clock.instant();
		Map<String, GroupLag> sample = new HashMap<>();
		request.partitions().forEach((group, rules) -> {
			Outcome<Map<TopicPartition, OffsetAndMetadata>> ofGroup = committed.get(group);
			GroupLag last = before.getOrDefault(group, new GroupLag(group, this.cluster, null, Map.of(), Set.of(), ""));
			if (ofGroup == null || ofGroup.isFailed()) {
				sample.put(group, last.failed((ofGroup != null) ? ofGroup.reason() : "no answer for the group"));
				return;
			}
			Map<TopicPartition, PartitionLag> partitions = new HashMap<>();
			rules.forEach((partition, rule) -> partitions.put(partition,
					log.lag(partition, rule, committedOffset(ofGroup.get().get(partition)))));
			Set<String> ofGroupMissing = new TreeSet<>(request.unseenTopics().getOrDefault(group, Set.of()));
			ofGroupMissing.retainAll(missing);
			sample.put(group, sampled(last, now, partitions, ofGroupMissing));
		});
		return sample;
	}

	private GroupLag sampled(GroupLag last, Instant now, Map<TopicPartition, PartitionLag> partitions,
			Set<String> missingTopics) {
		boolean allFailed = !partitions.isEmpty()
				&& partitions.values().stream().allMatch((lag) -> lag.logEnd().isEmpty());
		if (allFailed) {
			return last.failed(partitions.values().iterator().next().unknownBecause());
		}
		return new GroupLag(last.group(), this.cluster, now, Map.copyOf(partitions), Set.copyOf(missingTopics), "");
	}

	private LogOffsets readLog(SampleRequest request,
			Map<String, Outcome<Map<TopicPartition, OffsetAndMetadata>>> committed) {
		Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
		Map<IsolationLevel, Map<TopicPartition, OffsetSpec>> ends = new EnumMap<>(IsolationLevel.class);
		Map<TopicPartition, OffsetSpec> resets = new HashMap<>();
		request.partitions().forEach((group, rules) -> rules.forEach((partition, rule) -> {
			starts.put(partition, OffsetSpec.earliest());
			ends.computeIfAbsent(rule.isolation(), (key) -> new HashMap<>()).put(partition, OffsetSpec.latest());
			Outcome<Map<TopicPartition, OffsetAndMetadata>> ofGroup = committed.get(group);
			boolean neverCommitted = ofGroup != null && !ofGroup.isFailed()
					&& committedOffset(ofGroup.get().get(partition)).isEmpty();
			if (neverCommitted && rule.reset().kind() == ResetPolicy.Kind.BY_DURATION) {
				Instant from = this.clock.instant().minus(rule.reset().duration());
				resets.put(partition, OffsetSpec.forTimestamp(from.toEpochMilli()));
			}
		}));
		// All are under way before the first one is waited for.
		Supplier<Map<TopicPartition, Outcome<Long>>> start = this.requests.offsets(starts,
				IsolationLevel.READ_UNCOMMITTED);
		Map<IsolationLevel, Supplier<Map<TopicPartition, Outcome<Long>>>> end = new EnumMap<>(IsolationLevel.class);
		ends.forEach((isolation, specs) -> end.put(isolation, this.requests.offsets(specs, isolation)));
		Supplier<Map<TopicPartition, Outcome<Long>>> reset = this.requests.offsets(resets,
				IsolationLevel.READ_UNCOMMITTED);
		Map<IsolationLevel, Map<TopicPartition, Outcome<Long>>> endOffsets = new EnumMap<>(IsolationLevel.class);
		end.forEach((isolation, answer) -> endOffsets.put(isolation, answer.get()));
		return new LogOffsets(start.get(), endOffsets, reset.get());
	}

	private static OptionalLong committedOffset(@Nullable OffsetAndMetadata committed) {
		return (committed != null) ? OptionalLong.of(committed.offset()) : NONE;
	}

}
