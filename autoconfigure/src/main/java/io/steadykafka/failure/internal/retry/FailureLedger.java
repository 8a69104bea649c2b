package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.failure.FailedRecord.State;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records that one listener fails on: at most one a partition. Safe for use by
 * several threads.
 * <p>
 * A revoked partition parks its record: an eager rebalance revokes all partitions and
 * assigns most of them again. A record that stays parked is forgotten after a while.
 */
public final class FailureLedger {

	private static final Duration LONGEST_PARKING = Duration.ofMinutes(5);

	private final Map<TopicPartition, RetryState> records = new ConcurrentHashMap<>();

	public boolean isEmpty() {
		return this.records.isEmpty();
	}

	public @Nullable RetryState get(TopicPartition partition) {
		return this.records.get(partition);
	}

	/**
	 * The known record if it is at the same offset, else a new one.
	 */
	public RetryState failed(FailedAttempt failure, Instant now) {
		RetryState failing = this.records.compute(failure.partition(),
				(partition, present) -> (present != null && present.offset() == failure.offset()) ? present
						: new RetryState(failure, now));
		failing.unpark();
		return failing;
	}

	/**
	 * The records of partitions that are owned, or were when they stopped their listener.
	 */
	public List<RetryState> visible() {
		return this.records.values()
			.stream()
			.filter((failing) -> failing.parkedAt() == null || failing.state() == State.STOPPED)
			.toList();
	}

	/**
	 * The records of partitions that are owned.
	 */
	public List<RetryState> owned() {
		return this.records.values().stream().filter((failing) -> failing.parkedAt() == null).toList();
	}

	void remove(RetryState failing) {
		this.records.remove(failing.partition(), failing);
	}

	public void park(Collection<TopicPartition> partitions, Instant now) {
		partitions.forEach((partition) -> {
			RetryState failing = this.records.get(partition);
			if (failing != null) {
				failing.park(now);
			}
		});
	}

	public void unpark(Collection<TopicPartition> partitions, Instant now) {
		partitions.forEach((partition) -> {
			RetryState failing = this.records.get(partition);
			if (failing != null && failing.state() == State.STOPPED) {
				// The listener was started again, to try the record again.
				remove(failing);
			}
			else if (failing != null) {
				failing.unpark();
			}
		});
		this.records.values().removeIf((failing) -> {
			Instant parked = failing.parkedAt();
			return parked != null && failing.state() != State.STOPPED && parked.plus(LONGEST_PARKING).isBefore(now);
		});
	}

}
