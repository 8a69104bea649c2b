package io.steadykafka.lag.internal.progress;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the members of one listener were handed over records. A position may be beyond
 * the last record and its commit, over offsets that no application ever sees: ends of
 * transactions, records of aborted ones, records that compaction took. Safe for use by
 * several threads: a partition belongs to one member at a time.
 */
final class ListenerProgress implements SessionHooks {

	private final Map<TopicPartition, RecordTimes> last = new ConcurrentHashMap<>();

	private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();

	/**
	 * Where somebody sought since the last record: what lies between the commit and the
	 * position need not have been read.
	 */
	private final Map<TopicPartition, OptionalLong> sought = new ConcurrentHashMap<>();

	/**
	 * The first record of each partition since it is owned, but where somebody sought
	 * before it.
	 */
	private final Map<TopicPartition, Long> starts = new ConcurrentHashMap<>();

	/**
	 * The largest parts of each partition that were left out since somebody looked.
	 */
	private final Map<TopicPartition, SkippedRanges> gaps = new ConcurrentHashMap<>();

	private volatile Set<TopicPartition> wanted = Set.of();

	@Override
	public void began() {
	}

	@Override
	public void returned(ConsumerRecords<?, ?> handedOver) {
		write(handedOver);
	}

	private <K, V> void write(ConsumerRecords<K, V> handedOver) {
		for (TopicPartition partition : handedOver.partitions()) {
			List<ConsumerRecord<K, V>> records = handedOver.records(partition);
			RecordTimes before = this.last.get(partition);
			RecordTimes now = RecordTimes.of(records.get(0), records.get(records.size() - 1), before);
			OptionalLong target = this.sought.remove(partition);
			if (before != null) {
				before.next(target).ifPresent((next) -> leftOut(partition, next, now.firstOffset()));
			}
			else if (target == null) {
				this.starts.putIfAbsent(partition, now.firstOffset());
			}
			if (now.lastOffset() - now.firstOffset() >= records.size()) {
				lookBetween(partition, records);
			}
			this.last.put(partition, now);
		}
	}

	private <K, V> void lookBetween(TopicPartition partition, List<ConsumerRecord<K, V>> records) {
		long next = records.get(0).offset();
		for (ConsumerRecord<K, V> each : records) {
			leftOut(partition, next, each.offset());
			next = each.offset() + 1;
		}
	}

	private void leftOut(TopicPartition partition, long from, long to) {
		if (from < to) {
			this.gaps.merge(partition, SkippedRanges.of(new OffsetRange(from, to)), SkippedRanges::and);
		}
	}

	/**
	 * What was left out between the records that were handed over, since this was asked
	 * for the last time.
	 */
	List<OffsetRange> takeGaps(TopicPartition partition) {
		SkippedRanges gaps = this.gaps.remove(partition);
		return (gaps != null) ? gaps.largest() : List.of();
	}

	/**
	 * Which record was the first that was handed over since the partition is owned.
	 * @return its offset; empty if there was none, somebody sought before it, or this was
	 * asked before
	 */
	OptionalLong takeStart(TopicPartition partition) {
		Long start = this.starts.remove(partition);
		return (start != null) ? OptionalLong.of(start) : OptionalLong.empty();
	}

	/**
	 * Partitions of which there is something to take, some of which may not be owned any
	 * more.
	 */
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
	public void positions(Map<TopicPartition, Long> told) {
		this.positions.putAll(told);
	}

	@Override
	public void sought(Map<TopicPartition, OptionalLong> partitions) {
		this.sought.putAll(partitions);
	}

	@Nullable RecordTimes last(TopicPartition partition) {
		return this.last.get(partition);
	}

	OptionalLong passed(TopicPartition partition, OptionalLong committed) {
		Long position = this.positions.get(partition);
		return (position != null && hasNothingInHand(partition, committed)) ? OptionalLong.of(position)
				: OptionalLong.empty();
	}

	private boolean hasNothingInHand(TopicPartition partition, OptionalLong committed) {
		return committed.isPresent() ? isAllCommitted(partition, committed.getAsLong())
				: !this.last.containsKey(partition);
	}

	// Where nothing was handed over since the assignment, the member began at what is
	// committed.
	private boolean isAllCommitted(TopicPartition partition, long committed) {
		RecordTimes times = this.last.get(partition);
		return (times == null || committed > times.lastOffset()) && !this.sought.containsKey(partition);
	}

	void sampled(Map<TopicPartition, PartitionLag> lag) {
		Set<TopicPartition> unclear = lag.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().isReadToTheEnd()
					&& hasNothingInHand(entry.getKey(), entry.getValue().committed()))
			.map(Map.Entry::getKey)
			.collect(Collectors.toUnmodifiableSet());
		this.wanted = unclear;
		this.positions.keySet().retainAll(unclear);
	}

	/**
	 * Forget partitions, but for what was found on them.
	 */
	void revoked(Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> {
			this.last.remove(partition);
			this.positions.remove(partition);
			this.sought.remove(partition);
		});
	}

}
