package io.steadykafka.delivery.internal.work;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.steadykafka.delivery.OverlongRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a listener did in this instance since the application started.
 * Counts never fall. Safe for use by several threads.
 */
public final class ListenerWork {

	private final LongAdder processed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder redelivered = new LongAdder();

	private final LongAdder passedOver = new LongAdder();

	private final LongAdder slow = new LongAdder();

	private final LongAdder overlongCount = new LongAdder();

	private final LongAdder handlerTime = new LongAdder();

	private final Map<String, LongAdder> commits = new ConcurrentHashMap<>();

	private final Set<MemberWork> members = ConcurrentHashMap.newKeySet();

	private final ProcessedOffsets offsets = new ProcessedOffsets();

	private final Consumer<OverlongRecord> onOverlong;

	private final AtomicBoolean copied = new AtomicBoolean();

	private volatile @Nullable OverlongRecord overlong;

	/**
	 * Create counts of nothing.
	 * @param onOverlong is called with each record that took too long
	 */
	public ListenerWork(Consumer<OverlongRecord> onOverlong) {
		this.onOverlong = onOverlong;
	}

	public void joined(MemberWork member) {
		this.members.add(member);
	}

	public void left(MemberWork member) {
		this.members.remove(member);
	}

	/**
	 * Count records that a listener worked on.
	 * @param nanos the time that it took for them
	 */
	public void worked(int successes, int failures, long nanos) {
		this.processed.add(successes);
		this.failed.add(failures);
		this.handlerTime.add(nanos);
	}

	/**
	 * Learn how far a partition was processed, and count what was processed before.
	 */
	public void processed(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records) {
		this.redelivered.add(this.offsets.processed(partition, records));
	}

	/**
	 * The offset after the last record of a partition that was processed in this
	 * instance, empty if none was.
	 */
	public OptionalLong processedEnd(TopicPartition partition) {
		return this.offsets.end(partition);
	}

	public void passedOver(int records) {
		this.passedOver.add(records);
	}

	public void slow(int records) {
		this.slow.add(records);
	}

	public void overlong(OverlongRecord record) {
		this.overlongCount.increment();
		this.overlong = record;
		this.onOverlong.accept(record);
	}

	/**
	 * Code around the consumer gave the container a copy of a batch.
	 * @return {@code true} the first time
	 */
	public boolean copied() {
		return this.copied.compareAndSet(false, true);
	}

	public void committed(String result) {
		this.commits.computeIfAbsent(result, (added) -> new LongAdder()).increment();
	}

	/**
	 * Records that the listener finished without an exception. A record counts when its
	 * batch is finished: at most one redo window later.
	 */
	public long processed() {
		return this.processed.sum();
	}

	/**
	 * Records that the listener failed on, each attempt counted.
	 */
	public long failed() {
		return this.failed.sum();
	}

	/**
	 * Records that were processed although this instance had processed them before: after
	 * a rebalance, a failed commit, a crash of a member or a reset. What another instance
	 * had processed is not known here. Retries of a failed record are not among them.
	 */
	public long redelivered() {
		return this.redelivered.sum();
	}

	/**
	 * Records that were never acknowledged although later ones of their partition were
	 * committed, which Kafka takes as an acknowledgement of all before.
	 */
	public long passedOver() {
		return this.passedOver.sum();
	}

	/**
	 * Records that took the listener longer than
	 * {@code steady.kafka.delivery.slow-record}.
	 */
	public long slow() {
		return this.slow.sum();
	}

	/**
	 * The time that the listener spent on records, processed or failed, summed over all
	 * members.
	 */
	public Duration handlerTime() {
		return Duration.ofNanos(this.handlerTime.sum());
	}

	/**
	 * Commits by their result: {@code success}, {@code lost} for those that were not sent
	 * because the partition was lost, and the simple name of the exception for those that
	 * failed. A commit that is tried again counts again. Commits of Kafka transactions go
	 * through the producer and are not among them.
	 */
	public Map<String, Long> commits() {
		Map<String, Long> counts = new TreeMap<>();
		this.commits.forEach((result, count) -> counts.put(result, count.sum()));
		return counts;
	}

	/**
	 * Records that were delivered and that the listener has to acknowledge still. 0 for a
	 * listener whose container does that.
	 */
	public int inFlight() {
		return this.members.stream().mapToInt(MemberWork::inFlightCount).sum();
	}

	public Set<TopicPartition> inFlightPartitions() {
		return this.members.stream()
			.map(MemberWork::inFlightPartitions)
			.flatMap(Collection::stream)
			.collect(Collectors.toSet());
	}

	/**
	 * How long the oldest record in flight waits for its acknowledgement. A container
	 * that awaits acknowledgements takes no more records before it has them all.
	 */
	public Duration oldestInFlight() {
		return Duration.ofNanos(this.members.stream().mapToLong(MemberWork::inFlightAge).max().orElse(0));
	}

	/**
	 * For how long a member has gone on trying to commit without any success: what it
	 * processes meanwhile would be processed again after a restart. Commits that wait for
	 * a rebalance fail only once it has taken longer than one may.
	 * @return the time from the first failure in a row to the last, of the member that
	 * fails longest; zero if none does
	 */
	public Duration commitsFailFor() {
		return this.members.stream()
			.map(MemberWork::commitsFailFor)
			.max(Comparator.naturalOrder())
			.orElse(Duration.ZERO);
	}

	/**
	 * How much of {@code max.poll.interval.ms} the batch in hand has used so far, or the
	 * last one if none is in hand. Above 1 the member has to leave its group.
	 * @return the share, 0 or more, the largest of all members
	 */
	public double pollBudgetUsed() {
		return this.members.stream().mapToDouble(MemberWork::pollBudgetUsed).max().orElse(0);
	}

	/**
	 * The record that took longer than {@code max.poll.interval.ms} last.
	 */
	public Optional<OverlongRecord> overlong() {
		return Optional.ofNullable(this.overlong);
	}

	public long overlongCount() {
		return this.overlongCount.sum();
	}

}
