package io.steadykafka.lag.internal.loss;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.OffsetRange;
import io.steadykafka.lag.internal.requests.DescribedGroups;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds records that retention deleted before their group had read them. Where records
 * were delivered to a member here, the gaps between them tell it: a consumer that
 * continues at the log start may have committed beyond it before the next sample, and one
 * that is behind the log start may have its next records in memory already. Where none
 * were, a committed offset below the log start tells it. Written by one thread, read by
 * several.
 */
public final class LossSearch {

	private final LostRecords lost = new LostRecords();

	private final OffsetsAtRest atRest = new OffsetsAtRest();

	private final OwnedPartitions owned;

	/**
	 * What was found and not inspected yet.
	 */
	private final Map<GroupPartition, Found> found = new HashMap<>();

	public LossSearch(OwnedPartitions owned) {
		this.owned = owned;
	}

	/**
	 * Finds the groups at rest: their next member continues at what is committed now.
	 */
	public void rest(Set<String> asked, Map<String, RequestOutcome<ConsumerGroupDescription>> described,
			Map<String, RequestOutcome<Map<TopicPartition, OffsetAndMetadata>>> committed) {
		described.forEach((group, members) -> {
			if (!members.isFailed() && !DescribedGroups.rests(members)) {
				this.atRest.works(group, (partition) -> this.owned.owns(group, partition));
			}
		});
		asked.forEach((group) -> {
			RequestOutcome<ConsumerGroupDescription> members = described.get(group);
			RequestOutcome<Map<TopicPartition, OffsetAndMetadata>> offsets = committed.get(group);
			if (members != null && DescribedGroups.rests(members) && offsets != null && !offsets.isFailed()) {
				this.atRest.put(group, offsets.get());
			}
		});
	}

	/**
	 * Collects what was delivered to members here, before log starts are asked for: for a
	 * later gap, a log start may be too old.
	 */
	public void collect(DeliveredByGroup delivered) {
		delivered.found()
			.forEach((of) -> this.found.merge(of, new Found(delivered.takeStart(of), delivered.takeGaps(of)),
					Found::and));
	}

	/**
	 * Adds samples.
	 * @param behindLogStart committed offsets below the log start, by group
	 * @param at when they were read
	 * @param readBefore the offset up to which everything was read, or could not be,
	 * before what was collected; -1 if it is not known
	 */
	public void sampled(Collection<GroupLag> samples, Map<String, Map<TopicPartition, Long>> behindLogStart, Instant at,
			DeliveredByGroup delivered, ToLongFunction<GroupPartition> readBefore) {
		samples.forEach((sample) -> {
			// What failed is an old one, and where nothing is owned there is nothing to
			// see.
			if (sample.failure().isEmpty() && !sample.partitions().isEmpty()) {
				sampled(sample, behindLogStart.getOrDefault(sample.group(), Map.of()), delivered, readBefore, at);
			}
		});
	}

	private void sampled(GroupLag sample, Map<TopicPartition, Long> behind, DeliveredByGroup delivered,
			ToLongFunction<GroupPartition> readBefore, Instant at) {
		sample.partitions().forEach((partition, reading) -> {
			PartitionLag lag = reading.lag();
			if (lag.logStart().isPresent()) {
				GroupPartition of = new GroupPartition(sample.group(), partition);
				long start = lag.logStart().getAsLong();
				this.lost.begins(of, start);
				Long committed = behind.get(partition);
				long read = readBefore.applyAsLong(of);
				boolean works = delivered.last(of) != null;
				if (committed != null && !works) {
					count(of, new OffsetRange(Math.max(committed, read), start), start, at);
				}
				inspect(of, lag.committed(), read, start, at);
				if (works) {
					this.atRest.begun(of);
				}
			}
		});
		// Other instances inspect the others.
		this.atRest.retain(sample.group(), sample.partitions().keySet());
	}

	/**
	 * Inspects what was found on partitions that moved to another member before a sample:
	 * that member continues at what was committed here, and finds nothing.
	 */
	public void handedOn(Function<Set<TopicPartition>, Map<TopicPartition, RequestOutcome<Long>>> logStarts,
			Instant at) {
		Set<GroupPartition> left = new HashSet<>(this.found.keySet());
		// Those that are owned wait for a sample that knows their log start.
		left.removeIf((of) -> this.owned.owns(of.group(), of.partition()));
		Map<TopicPartition, RequestOutcome<Long>> answers = logStarts
			.apply(left.stream().map(GroupPartition::partition).collect(Collectors.toSet()));
		left.forEach((of) -> {
			RequestOutcome<Long> start = answers.get(of.partition());
			// Asked for once only: a topic that is gone would hold up each sample.
			inspect(of, OptionalLong.empty(), -1, (start != null && !start.isFailed()) ? start.get() : 0, at);
		});
	}

	private void inspect(GroupPartition of, OptionalLong committed, long read, long start, Instant at) {
		Found found = this.found.remove(of);
		if (found == null) {
			return;
		}
		if (found.start().isPresent()) {
			long began = found.start().getAsLong();
			OptionalLong before = this.atRest.take(of, began);
			(before.isPresent() ? before : committed)
				.ifPresent((from) -> count(of, new OffsetRange(Math.max(from, read), began), start, at));
		}
		found.gaps().forEach((gap) -> count(of, new OffsetRange(Math.max(gap.from(), read), gap.to()), start, at));
	}

	// A gap beyond the log start has another reason: compaction or transactions.
	private void count(GroupPartition of, OffsetRange left, long start, Instant at) {
		this.lost.count(of, new OffsetRange(left.from(), Math.min(left.to(), start)), start, at);
	}

	public void retain(Collection<String> present) {
		this.lost.retain(Set.copyOf(present));
		this.atRest.retain(present);
		this.found.keySet().removeIf((of) -> !present.contains(of.group()));
	}

	public long of(GroupTopic topic) {
		return this.lost.of(topic);
	}

	public Set<GroupTopic> topics() {
		return this.lost.topics();
	}

	public List<Loss> losses(String group) {
		return this.lost.losses(group);
	}

	/**
	 * What was delivered to members.
	 *
	 * @param start the first offset since they own a partition, empty if it is known
	 * already
	 * @param gaps the gaps between records
	 */
	private record Found(OptionalLong start, List<OffsetRange> gaps) {

		Found and(Found later) {
			List<OffsetRange> all = new ArrayList<>(this.gaps);
			all.addAll(later.gaps);
			return new Found(this.start.isPresent() ? this.start : later.start, all);
		}

	}

}
