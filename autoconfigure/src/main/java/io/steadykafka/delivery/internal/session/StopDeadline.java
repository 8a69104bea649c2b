package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When a member that stops has to be gone.
 */
public final class StopDeadline {

	/**
	 * With no time at all Kafka does not even send the first request.
	 */
	public static final Duration SHORTEST = Duration.ofMillis(1);

	private final LongSupplier nanoTime;

	private final long end;

	StopDeadline(LongSupplier nanoTime, Duration timeout) {
		this.nanoTime = nanoTime;
		this.end = nanoTime.getAsLong() + timeout.toNanos();
	}

	Duration atMost(Duration wanted) {
		Duration left = Duration.ofNanos(Math.max(SHORTEST.toNanos(), this.end - this.nanoTime.getAsLong()));
		return (left.compareTo(wanted) < 0) ? left : wanted;
	}

}
