package io.steadykafka.lag.internal.progress;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered to the members of one listener. A position may be beyond the last
 * record and its commit, over offsets that no application ever sees: ends of
 * transactions, records of aborted ones, compacted records. Safe for use by several
 * threads: a partition belongs to one member at a time.
 */
final class ListenerProgress implements SessionHooks {

	private final Map<TopicPartition, LastDelivery> last = new ConcurrentHashMap<>();

	private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

	/**
	 * Where somebody sought since the last record: what lies between the commit and the
	 * position need not have been read.
	 */
	private final Map<TopicPartition, OptionalLong> sought = new ConcurrentHashMap<>();

	/**
	 * The first record of each partition since it is owned, except where somebody sought
	 * before it.
	 */
	private final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();

	/**
	 * The largest gaps of each partition that were not taken yet.
	 */
	private final Map<TopicPartition, SkippedRanges> gaps = new ConcurrentHashMap<>();

	private volatile Set<TopicPartition> wanted = Set.of();

	@Override
	public void returned(ConsumerRecords<?, ?> delivered) {
		write(delivered);
	}

	private <K, V> void write(ConsumerRecords<K, V> delivered) {
		for (TopicPartition partition : delivered.partitions()) {
			List<ConsumerRecord<K, V>> records = delivered.records(partition);
			LastDelivery before = this.last.get(partition);
			LastDelivery now = LastDelivery.of(records.get(0), records.get(records.size() - 1), before);
			OptionalLong target = this.sought.remove(partition);
			if (before != null) {
				before.next(target).ifPresent((next) -> gap(partition, next, now.firstOffset()));
			}
			else if (target == null) {
				this.starts.putIfAbsent(partition, now.firstOffset());
			}
			if (now.lastOffset() - now.firstOffset() >= records.size()) {
				findGaps(partition, records);
			}
			this.last.put(partition, now);
		}
	}

	private <K, V> void findGaps(TopicPartition partition, List<ConsumerRecord<K, V>> records) {
		long next = records.get(0).offset();
		for (ConsumerRecord<K, V> each : records) {
			gap(partition, next, each.offset());
			next = each.offset() + 1;
		}
	}

	private void gap(TopicPartition partition, long from, long to) {
		if (from < to) {
			this.gaps.merge(partition, SkippedRanges.of(new OffsetRange(from, to)), SkippedRanges::and);
		}
	}

	List<OffsetRange> takeGaps(TopicPartition partition) {
		SkippedRanges gaps = this.gaps.remove(partition);
		return (gaps != null) ? gaps.largest() : List.of();
	}

	OptionalLong takeStart(TopicPartition partition) {
		Long start = this.starts.remove(partition);
		return (start != null) ? OptionalLong.of(start) : OptionalLong.empty();
	}

	Set<TopicPartition> found() {
		Set<TopicPartition> found = new HashSet<>(this.starts.keySet());
		found.addAll(this.gaps.keySet());
		return found;
	}

	@Override
	public Set<TopicPartition> wanted() {
		return this.wanted;
	}

	@Override
	public void positions(Map<TopicPartition, Long> now) {
		this.positions.putAll(now);
	}

	@Override
	public void sought(Map<TopicPartition, OptionalLong> partitions) {
		this.sought.putAll(partitions);
	}

	@Nullable LastDelivery last(TopicPartition partition) {
		return this.last.get(partition);
	}

	OptionalLong passed(TopicPartition partition, OptionalLong committed) {
		Long position = this.positions.get(partition);
		return (position != null && isAllDone(partition, committed)) ? OptionalLong.of(position) : OptionalLong.empty();
	}

	private boolean isAllDone(TopicPartition partition, OptionalLong committed) {
		return committed.isPresent() ? isAllCommitted(partition, committed.getAsLong())
				: !this.last.containsKey(partition);
	}

	// Where nothing was delivered since the assignment, the member started at the commit.
	private boolean isAllCommitted(TopicPartition partition, long committed) {
		LastDelivery times = this.last.get(partition);
		return (times == null || committed > times.lastOffset()) && !this.sought.containsKey(partition);
	}

	void sampled(Map<TopicPartition, PartitionReading> partitions) {
		Set<TopicPartition> unclear = partitions.entrySet()
			.stream()
			.filter((entry) -> !LagCalculation.isReadToTheEnd(entry.getValue().lag())
					&& isAllDone(entry.getKey(), entry.getValue().lag().committed()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
		this.wanted = unclear;
		this.positions.keySet().retainAll(unclear);
	}

	/**
	 * Forgets partitions, except what was found on them.
	 */
	void revoked(Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> {
			this.last.remove(partition);
			this.positions.remove(partition);
			this.sought.remove(partition);
		});
	}

}
