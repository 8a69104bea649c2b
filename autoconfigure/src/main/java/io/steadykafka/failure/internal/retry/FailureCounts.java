package io.steadykafka.failure.internal.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;

/**
 * Counts what became of the records that a listener failed on in this instance. Counts
 * start with the application and never fall. Safe for use by several threads.
 */
public final class FailureCounts {

	private final LongAdder retried = new LongAdder();

	private final LongAdder deadLettered = new LongAdder();

	private final LongAdder skipped = new LongAdder();

	private final Supplier<Stream<FailedRecord>> records;

	private final Clock clock;

	public FailureCounts(Supplier<Stream<FailedRecord>> records, Clock clock) {
		this.records = records;
		this.clock = clock;
	}

	public void addRetried() {
		this.retried.increment();
	}

	public void addDeadLettered() {
		this.deadLettered.increment();
	}

	public void addSkipped() {
		this.skipped.increment();
	}

	/**
	 * Attempts after the first one that failed again.
	 */
	public long retried() {
		return this.retried.sum();
	}

	/**
	 * Records that were published to a dead-letter topic and passed after that.
	 */
	public long deadLettered() {
		return this.deadLettered.sum();
	}

	/**
	 * Records that a person skipped.
	 */
	public long skipped() {
		return this.skipped.sum();
	}

	/**
	 * Partitions of this instance that wait behind a record whose retries are exhausted.
	 */
	public long blocked() {
		return this.records.get().filter(FailedRecord::isBlocked).count();
	}

	/**
	 * How long the longest of these has been waiting, zero if there is none.
	 */
	public Duration blockedAge() {
		Instant now = this.clock.instant();
		return this.records.get()
			.filter(FailedRecord::isBlocked)
			.map((record) -> Duration.between(record.failure().since(), now))
			.reduce(Duration.ZERO, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

}
