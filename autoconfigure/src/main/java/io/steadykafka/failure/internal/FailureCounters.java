package io.steadykafka.failure.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.steadykafka.failure.FailedRecord;

/**
 * Counts what becomes of failed records.
 */
public final class FailureCounters implements FailureCounts {

	private final LongAdder retried = new LongAdder();

	private final LongAdder deadLettered = new LongAdder();

	private final LongAdder skipped = new LongAdder();

	private final Supplier<Stream<FailedRecord>> records;

	private final Clock clock;

	FailureCounters(Supplier<Stream<FailedRecord>> records, Clock clock) {
		this.records = records;
		this.clock = clock;
	}

	void addRetried() {
		this.retried.increment();
	}

	public void addDeadLettered() {
		this.deadLettered.increment();
	}

	public void addSkipped() {
		this.skipped.increment();
	}

	@Override
	public long retried() {
		return this.retried.sum();
	}

	@Override
	public long deadLettered() {
		return this.deadLettered.sum();
	}

	@Override
	public long skipped() {
		return this.skipped.sum();
	}

	@Override
	public long blocked() {
		return this.records.get().filter(FailedRecord::isBlocked).count();
	}

	@Override
	public Duration blockedAge() {
		Instant now = this.clock.instant();
		return this.records.get()
			.filter(FailedRecord::isBlocked)
			.map((record) -> Duration.between(record.since(), now))
			.reduce(Duration.ZERO, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

}
