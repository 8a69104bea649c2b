package io.steadykafka.operations.internal.describe.broker;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long one reader waits for all answers of the brokers together.
 */
public final class Patience {

	/**
	 * Enough for brokers near by. A reader has an answer within 100 ms, also while they
	 * are away.
	 */
	private static final Duration LONGEST = Duration.ofMillis(80);

	private final LongSupplier nanoTime;

	private final long end;

	Patience(Duration longest, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.end = nanoTime.getAsLong() + longest.toNanos();
	}

	/**
	 * The patience of a reader that comes now.
	 */
	public static Patience now() {
		return new Patience(LONGEST, System::nanoTime);
	}

	Duration left() {
		return Duration.ofNanos(Math.max(0, this.end - this.nanoTime.getAsLong()));
	}

}
