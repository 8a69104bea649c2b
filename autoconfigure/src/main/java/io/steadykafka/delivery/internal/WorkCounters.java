package io.steadykafka.delivery.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.delivery.internal.session.Member;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts the work of a listener's members.
 */
public final class WorkCounters implements ListenerWork {

	private final LongAdder processed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder redelivered = new LongAdder();

	private final LongAdder passedOver = new LongAdder();

	private final LongAdder slow = new LongAdder();

	private final LongAdder overlongCount = new LongAdder();

	private final LongAdder handlerTime = new LongAdder();

	private final Map<String, LongAdder> commits = new ConcurrentHashMap<>();

	private final Set<Member> members = ConcurrentHashMap.newKeySet();

	private final ProcessedOffsets seen = new ProcessedOffsets();

	private final Consumer<OverlongRecord> onOverlong;

	private final AtomicBoolean copied = new AtomicBoolean();

	private volatile @Nullable OverlongRecord overlong;

	/**
	 * Create counts of nothing.
	 * @param onOverlong is told of records that took too long
	 */
	public WorkCounters(Consumer<OverlongRecord> onOverlong) {
		this.onOverlong = onOverlong;
	}

	/**
	 * What the members processed: common to them, because partitions move between them.
	 */
	public ProcessedOffsets seen() {
		return this.seen;
	}

	void joined(Member member) {
		this.members.add(member);
	}

	void left(Member member) {
		this.members.remove(member);
	}

	public void worked(int processed, int failed, long nanos) {
		this.processed.add(processed);
		this.failed.add(failed);
		this.handlerTime.add(nanos);
	}

	public void redelivered(long records) {
		this.redelivered.add(records);
	}

	public void passedOver(int records) {
		this.passedOver.add(records);
	}

	public void slow(int records) {
		this.slow.add(records);
	}

	public void overlong(OverlongRecord overlong) {
		this.overlongCount.increment();
		this.overlong = overlong;
		this.onOverlong.accept(overlong);
	}

	/**
	 * The container was given a copy of a portion.
	 * @return {@code true} the first time
	 */
	public boolean copied() {
		return this.copied.compareAndSet(false, true);
	}

	public void committed(String result) {
		this.commits.computeIfAbsent(result, (added) -> new LongAdder()).increment();
	}

	@Override
	public long processed() {
		return this.processed.sum();
	}

	@Override
	public long failed() {
		return this.failed.sum();
	}

	@Override
	public long redelivered() {
		return this.redelivered.sum();
	}

	@Override
	public long passedOver() {
		return this.passedOver.sum();
	}

	@Override
	public long slow() {
		return this.slow.sum();
	}

	@Override
	public Duration handlerTime() {
		return Duration.ofNanos(this.handlerTime.sum());
	}

	@Override
	public Map<String, Long> commits() {
		Map<String, Long> counts = new TreeMap<>();
		this.commits.forEach((result, count) -> counts.put(result, count.sum()));
		return counts;
	}

	@Override
	public int inFlight() {
		return this.members.stream().mapToInt((member) -> member.inFlight().count()).sum();
	}

	@Override
	public Set<TopicPartition> inFlightPartitions() {
		return this.members.stream()
			.flatMap((member) -> member.inFlight().partitions().stream())
			.collect(Collectors.toSet());
	}

	@Override
	public Duration oldestInFlight() {
		return Duration.ofNanos(this.members.stream().mapToLong((member) -> member.inFlight().age()).max().orElse(0));
	}

	@Override
	public Duration commitsFailFor() {
		return this.members.stream().map(Member::commitsFailFor).max(Duration::compareTo).orElse(Duration.ZERO);
	}

	@Override
	public double pollBudgetUsed() {
		return this.members.stream().mapToDouble(Member::pollBudgetUsed).max().orElse(0);
	}

	@Override
	public Optional<OverlongRecord> overlong() {
		return Optional.ofNullable(this.overlong);
	}

	@Override
	public long overlongCount() {
		return this.overlongCount.sum();
	}

}
