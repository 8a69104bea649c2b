package io.steadykafka.failure;

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
 * A partition that is revoked parks its record: an eager rebalance takes all partitions
 * and gives most of them back. What does not come back is forgotten after a while.
 */
final class FailureLedger {

	private static final Duration LONGEST_PARKING = Duration.ofMinutes(5);

	private final Map<TopicPartition, Failing> records = new ConcurrentHashMap<>();

	boolean isEmpty() {
		return this.records.isEmpty();
	}

	@Nullable Failing get(TopicPartition partition) {
		return this.records.get(partition);
	}

	/**
	 * The record that failed: a known one if it is at the same offset, else a new one.
	 * @param failure the failure
	 * @param now the time
	 * @return the record
	 */
	Failing failed(Failure failure, Instant now) {
		Failing failing = this.records.compute(failure.partition(),
				(partition, present) -> (present != null && present.offset() == failure.offset()) ? present
						: new Failing(failure, now));
		failing.unpark();
		return failing;
	}

	/**
	 * The records of partitions that are owned, or were when they stopped their listener.
	 * @return the records
	 */
	List<Failing> visible() {
		return this.records.values()
			.stream()
			.filter((failing) -> failing.parkedAt() == null || failing.state() == State.STOPPED)
			.toList();
	}

	/**
	 * The records of partitions that are owned.
	 * @return the records
	 */
	List<Failing> owned() {
		return this.records.values().stream().filter((failing) -> failing.parkedAt() == null).toList();
	}

	void remove(Failing failing) {
		this.records.remove(failing.partition(), failing);
	}

	void park(Collection<TopicPartition> partitions, Instant now) {
		partitions.forEach((partition) -> {
			Failing failing = this.records.get(partition);
			if (failing != null) {
				failing.park(now);
			}
		});
	}

	void unpark(Collection<TopicPartition> partitions, Instant now) {
		partitions.forEach((partition) -> {
			Failing failing = this.records.get(partition);
			if (failing != null && failing.state() == State.STOPPED) {
				// Whoever starts the listener again wants it to be tried again.
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
