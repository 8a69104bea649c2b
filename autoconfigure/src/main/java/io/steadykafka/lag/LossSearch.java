package io.steadykafka.lag;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.LagReader.OffsetsRead;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

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

	private final OffsetsAtRest atRest = new OffsetsAtRest();

	private final OwnedPartitions owned;

	LossSearch(OwnedPartitions owned) {
		this.owned = owned;
	}

	/**
	 * Look which groups are at rest: whoever comes goes on at what is committed now. What
	 * others go on at, moves on.
	 * @param asked the groups of which all committed offsets were asked for
	 * @param described their members
	 * @param committed their committed offsets
	 */
	void rest(Set<String> asked, Map<String, Outcome<ConsumerGroupDescription>> described,
			Map<String, Outcome<Map<TopicPartition, OffsetAndMetadata>>> committed) {
		described.forEach((group, members) -> {
			if (!members.isFailed() && !DescribedGroups.rests(members)) {
				this.atRest.works(group, (partition) -> this.owned.owns(group, partition));
			}
		});
		asked.forEach((group) -> {
			Outcome<ConsumerGroupDescription> members = described.get(group);
			Outcome<Map<TopicPartition, OffsetAndMetadata>> offsets = committed.get(group);
			if (members != null && DescribedGroups.rests(members) && offsets != null && !offsets.isFailed()) {
				this.atRest.put(group, offsets.get());
			}
		});
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
		sample.partitions().forEach((partition, lag) -> {
			if (lag.logStart().isPresent()) {
				GroupPartition of = new GroupPartition(sample.group(), partition);
				long start = lag.logStart().getAsLong();
				this.lost.begins(of, start);
				Long committed = behind.get(partition);
				if (committed != null && records.last(of) == null) {
					this.lost.count(of, new OffsetRange(committed, start), start, at);
				}
				look(of, lag.committed(), start, records, at);
			}
		});
		// Of others somebody else takes care.
		this.atRest.retain(sample.group(), sample.partitions().keySet());
	}

	/**
	 * Look at what was found on partitions that went to another member before a sample
	 * was taken: that one goes on at what was committed here, and finds nothing.
	 * @param records knows what members here were handed over
	 * @param requests asks for the log starts, if there is anything to look at
	 * @param at the time now
	 */
	void handedOn(GroupSamples.LastRecords records, OffsetRequests requests, Instant at) {
		Set<GroupPartition> found = new HashSet<>(records.found());
		// Those that are owned wait for a sample that knows their log start.
		found.removeIf((of) -> this.owned.owns(of.group(), of.partition()));
		Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
		found.forEach((of) -> starts.put(of.partition(), OffsetSpec.earliest()));
		Map<TopicPartition, Outcome<Long>> answers = requests.offsets(starts, IsolationLevel.READ_UNCOMMITTED).get();
		found.forEach((of) -> {
			Outcome<Long> start = answers.get(of.partition());
			// Asked for once only: a topic that is gone would hold up each sample.
			look(of, OptionalLong.empty(), (start != null && !start.isFailed()) ? start.get() : 0, records, at);
		});
	}

	private void look(GroupPartition of, OptionalLong committed, long start, GroupSamples.LastRecords records,
			Instant at) {
		OptionalLong began = records.takeStart(of);
		if (began.isPresent()) {
			OptionalLong before = this.atRest.take(of, began.getAsLong());
			(before.isPresent() ? before : committed)
				.ifPresent((from) -> count(of, new OffsetRange(from, began.getAsLong()), start, at));
		}
		records.takeGaps(of).forEach((gap) -> count(of, gap, start, at));
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
		this.atRest.retain(present);
	}

	long of(GroupTopic topic) {
		return this.lost.of(topic);
	}

	Set<GroupTopic> topics() {
		return this.lost.topics();
	}

	List<Loss> losses(String group) {
		return this.lost.losses(group);
	}

}
