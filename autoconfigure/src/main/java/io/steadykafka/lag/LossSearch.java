package io.steadykafka.lag;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.LagReader.OffsetsRead;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that retention took before their group had read them. Where a member here
 * was handed over records, it is told by what was left out between them, for a consumer
 * that goes on at the log start may have committed beyond it before anybody looks, and
 * one that is behind the log start may have its next records in memory already. Where
 * none was, a committed offset below the log start tells it. For use by one thread, but
 * for what is read of it.
 */
final class LossSearch {

	private final LostRecords lost = new LostRecords();

	/**
	 * Offsets that groups had committed while none of their members owned anything.
	 */
	private final Map<String, Map<TopicPartition, Long>> atRest = new HashMap<>();

	/**
	 * Look which groups are at rest: whoever comes goes on at what is committed now.
	 * @param asked the groups of which all committed offsets were asked for
	 * @param described their members
	 * @param committed their committed offsets
	 */
	void rest(Set<String> asked, Map<String, Outcome<ConsumerGroupDescription>> described,
			Map<String, Outcome<Map<TopicPartition, OffsetAndMetadata>>> committed) {
		asked.forEach((group) -> {
			Outcome<ConsumerGroupDescription> members = described.get(group);
			Outcome<Map<TopicPartition, OffsetAndMetadata>> offsets = committed.get(group);
			if (members != null && DescribedGroups.rests(members) && offsets != null && !offsets.isFailed()) {
				this.atRest.put(group, known(offsets.get()));
			}
		});
	}

	private static Map<TopicPartition, Long> known(Map<TopicPartition, OffsetAndMetadata> committed) {
		Map<TopicPartition, Long> offsets = new HashMap<>();
		committed.forEach((partition, offset) -> {
			if (offset != null) {
				offsets.put(partition, offset.offset());
			}
		});
		return offsets;
	}

	/**
	 * Take samples in.
	 * @param samples the samples of groups
	 * @param read what was read for them
	 * @param records knows what members here were handed over
	 */
	void sampled(Collection<GroupLag> samples, OffsetsRead read, GroupSamples.LastRecords records) {
		samples.forEach((sample) -> {
			// What failed is an old one, and where nothing is owned there is nothing to
			// see.
			if (sample.failure().isEmpty() && !sample.partitions().isEmpty()) {
				sampled(sample, read.behindLogStart().getOrDefault(sample.group(), Map.of()), records, read.at());
			}
		});
	}

	private void sampled(GroupLag sample, Map<TopicPartition, Long> behind, GroupSamples.LastRecords records,
			Instant at) {
		Map<TopicPartition, Long> rested = this.atRest.getOrDefault(sample.group(), new HashMap<>());
		sample.partitions().forEach((partition, lag) -> {
			GroupPartition of = new GroupPartition(sample.group(), partition);
			if (lag.logStart().isPresent()) {
				look(of, lag, behind.get(partition), records, at);
			}
			if (records.last(of) != null) {
				rested.remove(partition);
			}
		});
		// Of others somebody else takes care.
		rested.keySet().retainAll(sample.partitions().keySet());
	}

	private void look(GroupPartition of, PartitionLag lag, @Nullable Long behind, GroupSamples.LastRecords records,
			Instant at) {
		long start = lag.logStart().orElseThrow();
		if (records.last(of) == null) {
			if (behind != null) {
				this.lost.count(of, new OffsetRange(behind, start), start, at);
			}
			return;
		}
		OptionalLong began = records.began(of);
		if (began.isPresent()) {
			committedAtFirst(of, lag)
				.ifPresent((committed) -> count(of, new OffsetRange(committed, began.getAsLong()), start, at));
		}
		OffsetRange gap = records.takeGap(of);
		if (gap != null) {
			count(of, gap, start, at);
		}
	}

	private OptionalLong committedAtFirst(GroupPartition of, PartitionLag lag) {
		Long rested = this.atRest.getOrDefault(of.group(), Map.of()).get(of.partition());
		return (rested != null) ? OptionalLong.of(rested) : lag.committed();
	}

	// What lies beyond the log start is left out for another reason: it was compacted, or
	// belongs to transactions.
	private void count(GroupPartition of, OffsetRange left, long start, Instant at) {
		this.lost.count(of, new OffsetRange(left.from(), Math.min(left.to(), start)), start, at);
	}

	/**
	 * Forget other groups.
	 * @param present those that are of interest still
	 */
	void retain(Collection<String> present) {
		this.lost.retain(Set.copyOf(present));
		this.atRest.keySet().retainAll(present);
	}

	long of(GroupTopic topic) {
		return this.lost.of(topic);
	}

	List<Loss> losses(String group) {
		return this.lost.losses(group);
	}

}
