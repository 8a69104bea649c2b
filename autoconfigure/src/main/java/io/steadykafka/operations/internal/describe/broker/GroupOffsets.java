package io.steadykafka.operations.internal.describe.broker;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.offsets.ResetPolicy;
import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import io.steadykafka.lag.internal.requests.ShareGroups;
import io.steadykafka.lag.internal.sampling.ReadRule;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads committed offsets of groups, and after these the ends of the partitions that are
 * not sampled otherwise. Blocks.
 */
final class GroupOffsets {

	private static final RequestOutcome<Long> NOT_ASKED = RequestOutcome.failed(null, "the partition");

	private static final RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> NO_ANSWER = RequestOutcome.failed(null,
			"the group");

	private final OffsetRequests requests;

	private final Function<String, Set<TopicPartition>> sampled;

	private final Map<String, ReadRule> rules;

	private Map<TopicPartition, RequestOutcome<Long>> starts = Map.of();

	private final Map<IsolationLevel, Map<TopicPartition, RequestOutcome<Long>>> ends = new EnumMap<>(
			IsolationLevel.class);

	/**
	 * Create requests.
	 * @param sampled the partitions of a group whose offsets are known anyway
	 * @param rules how groups read, as far as that is known
	 */
	GroupOffsets(OffsetRequests requests, Function<String, Set<TopicPartition>> sampled, Map<String, ReadRule> rules) {
		this.requests = requests;
		this.sampled = sampled;
		this.rules = rules;
	}

	/**
	 * Adds the offsets to groups.
	 */
	Map<String, BrokerGroup> read(Collection<BrokerGroup> groups) {
		Set<String> names = new HashSet<>();
		Set<String> share = new HashSet<>();
		groups.forEach((group) -> {
			names.add(group.name());
			if (group.type().equals(GroupType.SHARE.toString())) {
				share.add(group.name());
			}
		});
		Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed = (names.isEmpty()) ? Map.of()
				: this.requests.committed(Map.of(), names, share);
		Map<String, Set<TopicPartition>> wanted = new HashMap<>();
		groups.forEach((group) -> wanted.put(group.name(),
				partitions(group, committed.getOrDefault(group.name(), NO_ANSWER))));
		readLogs(wanted);
		Map<String, BrokerGroup> read = new HashMap<>();
		groups.forEach((group) -> read.put(group.name(), withOffsets(group, wanted.getOrDefault(group.name(), Set.of()),
				committed.getOrDefault(group.name(), NO_ANSWER))));
		return read;
	}

	private Set<TopicPartition> partitions(BrokerGroup group,
			RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> committed) {
		Set<TopicPartition> partitions = new HashSet<>(group.assigned());
		if (!committed.isFailed()) {
			partitions.addAll(committed.get().keySet());
		}
		partitions.removeAll(this.sampled.apply(group.name()));
		return partitions;
	}

	private void readLogs(Map<String, Set<TopicPartition>> wanted) {
		Map<IsolationLevel, Map<TopicPartition, OffsetSpec>> latest = new EnumMap<>(IsolationLevel.class);
		Set<TopicPartition> all = new HashSet<>();
		wanted.forEach((group, partitions) -> {
			all.addAll(partitions);
			partitions.forEach((partition) -> List.of(rule(group).isolation(), IsolationLevel.READ_UNCOMMITTED)
				.forEach((level) -> latest.computeIfAbsent(level, (key) -> new HashMap<>())
					.put(partition, OffsetSpec.latest())));
		});
		latest.forEach((level, specs) -> this.ends.put(level, this.requests.offsets(specs, level).get()));
		this.starts = this.requests.logStarts(all);
	}

	private ReadRule rule(String group) {
		return this.rules.getOrDefault(group, ReadRule.KAFKA_DEFAULT);
	}

	private BrokerGroup withOffsets(BrokerGroup group, Set<TopicPartition> partitions,
			RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> committed) {
		if (committed.isFailed()) {
			return group.unknown(committed.reason());
		}
		Map<TopicPartition, PartitionLag> lags = new HashMap<>();
		partitions.forEach((partition) -> {
			OffsetAndMetadata offset = committed.get().get(partition);
			lags.put(partition,
					ShareGroups.lag(
							lag(group.name(), partition,
									(offset != null) ? OptionalLong.of(offset.offset()) : OptionalLong.empty()),
							offset));
		});
		return group.with(Map.copyOf(lags));
	}

	private PartitionLag lag(String group, TopicPartition partition, OptionalLong committed) {
		ReadRule rule = rule(group);
		RequestOutcome<Long> start = this.starts.getOrDefault(partition, NOT_ASKED);
		RequestOutcome<Long> end = end(partition, rule.isolation());
		RequestOutcome<Long> highWatermark = end(partition, IsolationLevel.READ_UNCOMMITTED);
		for (RequestOutcome<Long> needed : List.of(start, end, highWatermark)) {
			if (needed.isFailed()) {
				return new PartitionLag(committed, optional(start), optional(end), optional(highWatermark),
						OptionalLong.empty(), needed.reason());
			}
		}
		LogBounds log = new LogBounds(start.get(), end.get(), Math.max(end.get(), highWatermark.get()));
		if (committed.isEmpty() && !this.rules.containsKey(group)) {
			return LagCalculation.unknown(committed, log, "no commit yet, and only its members know where they start");
		}
		if (committed.isEmpty() && rule.reset().kind() == ResetPolicy.Kind.BY_DURATION) {
			return LagCalculation.unknown(committed, log, "no commit yet, and auto.offset.reset is by duration");
		}
		return LagCalculation.of(committed, log, rule.reset(), OptionalLong.empty());
	}

	private RequestOutcome<Long> end(TopicPartition partition, IsolationLevel isolation) {
		return this.ends.getOrDefault(isolation, Map.of()).getOrDefault(partition, NOT_ASKED);
	}

	private static OptionalLong optional(RequestOutcome<Long> offset) {
		return (offset.isFailed()) ? OptionalLong.empty() : OptionalLong.of(offset.get());
	}

}
