package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;

import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Polls of a member that threw, one after the other. Written by its own thread, read by
 * the watchdog's.
 */
public final class ThrownPolls {

	private volatile @Nullable InARow inARow;

	public void threw(RuntimeException thrown, long nanos) {
		if (thrown instanceof WakeupException) {
			return;
		}
		InARow before = this.inARow;
		this.inARow = (before != null) ? new InARow(thrown, before.since, before.count + 1)
				: new InARow(thrown, nanos, 1);
	}

	public void returned() {
		if (this.inARow != null) {
			this.inARow = null;
		}
	}

	public @Nullable InARow inARow() {
		return this.inARow;
	}

	/**
	 * Polls that threw, with none in between that returned.
	 *
	 * @param last what the last one threw
	 * @param since when the first one threw
	 * @param count how many there are
	 */
	public record InARow(RuntimeException last, long since, int count) {

		public Duration time(long nanos) {
			return Duration.ofNanos(nanos - this.since);
		}

	}

}
