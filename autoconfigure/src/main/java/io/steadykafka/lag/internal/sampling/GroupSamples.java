package io.steadykafka.lag.internal.sampling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.offsets.HotPartitions;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.LastDelivery;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import io.steadykafka.lag.internal.requests.ShareGroups;
import io.steadykafka.lag.internal.sampling.LagReader.OffsetsRead;
import io.steadykafka.lag.internal.time.PartitionHistory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.util.CollectionUtils;

/**
 * Creates the samples of groups from the offsets that were read and from earlier samples.
 * Not for use by several threads.
 */
final class GroupSamples {

	private final String cluster;

	private final LagOptions options;

	private final Map<String, Map<TopicPartition, PartitionHistory>> histories = new HashMap<>();

	GroupSamples(String cluster, LagOptions options) {
		this.cluster = cluster;
		this.options = options;
	}

	static GroupLag notSampled(String group, String cluster, boolean watched) {
		return new GroupLag(group, cluster, watched, null, Map.of(), Set.of(), "");
	}

	static GroupLag failed(GroupLag last, String reason) {
		return new GroupLag(last.group(), last.cluster(), last.watched(), last.sampledAt(), last.partitions(),
				last.missingTopics(), reason);
	}

	/**
	 * Leaves out what this instance does not monitor anymore.
	 * @param own the partitions that it owns
	 * @param unowned the partitions that nobody owns and that it monitors
	 */
	static GroupLag limitedTo(Set<TopicPartition> own, Set<TopicPartition> unowned, GroupLag sample) {
		Map<TopicPartition, PartitionReading> kept = CollectionUtils.newHashMap(sample.partitions().size());
		sample.partitions().forEach((partition, reading) -> {
			boolean owned = own.contains(partition);
			if (owned || unowned.contains(partition)) {
				kept.put(partition, (reading.unowned() != owned) ? reading : new PartitionReading(reading.lag(),
						reading.outlook(), reading.hot(), !owned, reading.position()));
			}
		});
		return new GroupLag(sample.group(), sample.cluster(), sample.watched(), sample.sampledAt(), kept,
				sample.missingTopics(), sample.failure());
	}

	/**
	 * Creates samples.
	 * @param missing topics that do not exist
	 * @param before the samples before, by group
	 * @return the sample of each group; of one that failed the one before, with the
	 * failure
	 */
	Map<String, GroupLag> of(SampleRequest request, OffsetsRead read, Set<String> missing, DeliveredByGroup delivered,
			Map<String, GroupLag> before) {
		Map<String, GroupLag> samples = new HashMap<>();
		read.rules().forEach((group, rules) -> {
			boolean watched = request.watched().containsKey(group);
			GroupLag last = before.getOrDefault(group, notSampled(group, this.cluster, watched));
			Set<String> missed = new HashSet<>(request.subscribed().getOrDefault(group, Set.of()));
			missed.retainAll(missing);
			GroupLag sample = sample(new GroupLag(group, this.cluster, watched, last.sampledAt(), last.partitions(),
					last.missingTopics(), last.failure()), read, rules, missed, delivered);
			samples.put(group, sample);
			this.histories.computeIfPresent(group, (key, history) -> {
				history.keySet().retainAll(sample.partitions().keySet());
				return history;
			});
		});
		this.histories.keySet().retainAll(samples.keySet());
		return samples;
	}

	/**
	 * The offset up to which a group had read everything, or nobody could, before the
	 * last sample began; -1 if it is not known.
	 */
	long readBefore(GroupPartition of) {
		PartitionHistory history = this.histories.getOrDefault(of.group(), Map.of()).get(of.partition());
		return (history != null) ? history.readBefore() : -1;
	}

	private GroupLag sample(GroupLag before, OffsetsRead read, Map<TopicPartition, ReadRule> rules, Set<String> missing,
			DeliveredByGroup delivered) {
		String group = before.group();
		RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> committed = read.committed().get(group);
		if (committed == null || committed.isFailed()) {
			return failed(before, (committed != null) ? committed.reason() : "no answer for the group");
		}
		Map<TopicPartition, PartitionLag> lags = CollectionUtils.newHashMap(rules.size());
		Map<TopicPartition, LastDelivery> times = CollectionUtils.newHashMap(rules.size());
		Map<TopicPartition, PartitionHistory> history = this.histories.computeIfAbsent(group, (key) -> new HashMap<>());
		rules.forEach((partition, rule) -> {
			OffsetAndMetadata offset = committed.get().get(partition);
			PartitionLag lag = ShareGroups.lag(read.log().lag(partition, rule, OffsetsRead.offset(offset)), offset);
			GroupPartition of = new GroupPartition(group, partition);
			LastDelivery last = delivered.last(of);
			if (last != null) {
				times.put(partition, last);
			}
			lags.put(partition, history.computeIfAbsent(partition, (key) -> new PartitionHistory())
				.member(lag, last, delivered.passed(of, lag.committed())));
		});
		// If a connection is cut during the sample, some of its requests were answered.
		if (!lags.isEmpty() && lags.values().stream().noneMatch(GroupSamples::isRead)) {
			return failed(before, lags.values().iterator().next().unknownBecause());
		}
		Set<TopicPartition> hot = HotPartitions.of(lags, this.options.levels().normal());
		Map<TopicPartition, PartitionReading> readings = CollectionUtils.newHashMap(lags.size());
		lags.forEach((partition, lag) -> {
			PartitionOutlook outlook = history.computeIfAbsent(partition, (key) -> new PartitionHistory())
				.sampled(lag, times.get(partition), read.log().isOld(partition, lag), read.at().toEpochMilli(),
						this.options);
			readings.put(partition, new PartitionReading(lag, outlook, hot.contains(partition), false,
					delivered.position(new GroupPartition(group, partition), lag)));
		});
		return new GroupLag(group, this.cluster, before.watched(), read.at(), readings, missing, "");
	}

	private static boolean isRead(PartitionLag lag) {
		return lag.logStart().isPresent() && lag.logEnd().isPresent() && lag.highWatermark().isPresent();
	}

}
