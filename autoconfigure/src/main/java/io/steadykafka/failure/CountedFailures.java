package io.steadykafka.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Counts what becomes of failed records.
 */
final class CountedFailures implements FailureCounts {

	private final LongAdder retried = new LongAdder();

	private final LongAdder deadLettered = new LongAdder();

	private final LongAdder skipped = new LongAdder();

	private final Supplier<Stream<FailedRecord>> records;

	private final Clock clock;

	CountedFailures(Supplier<Stream<FailedRecord>> records, Clock clock) {
		this.records = records;
		this.clock = clock;
	}

	void addRetried() {
		this.retried.increment();
	}

	void addDeadLettered() {
		this.deadLettered.increment();
	}

	void addSkipped() {
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
