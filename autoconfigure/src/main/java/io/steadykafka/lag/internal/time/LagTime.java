package io.steadykafka.lag.internal.time;

import java.time.Duration;
import java.util.OptionalLong;

import io.steadykafka.lag.internal.progress.LastDelivery;
import org.jspecify.annotations.Nullable;

/**
 * For how long the next record has been waiting.
 *
 * @param behind the time, zero if there is nothing to read; {@code null} if it is not
 * known
 * @param unknownBecause why it is not known; empty if it is
 */
public record LagTime(@Nullable Duration behind, String unknownBecause) {

	static LagTime unknown(String because) {
		return new LagTime(null, because);
	}

	/**
	 * Calculates the time. Samples tell between which two of them a record was written,
	 * whatever its timestamp says; within that the timestamp of the record before it says
	 * it more exactly. One that was there at the first sample was written before it.
	 * @param times timestamps of delivered records, {@code null} for none
	 * @param now the time of this sample, in milliseconds
	 */
	public static LagTime of(long position, long end, OffsetHistory history, @Nullable LastDelivery times, long now) {
		if (position >= end) {
			return new LagTime(Duration.ZERO, "");
		}
		OptionalLong timestamp = (times != null) ? times.before(position, now) : OptionalLong.empty();
		OffsetHistory.Bracket written = history.written(position);
		if (written != null) {
			long at = timestamp.isPresent() ? clamp(timestamp.getAsLong(), written) : written.likely();
			return since(at, now);
		}
		if (timestamp.isPresent()) {
			return since(Math.min(timestamp.getAsLong(), history.first()), now);
		}
		return unknown("the next record was written before the first sample, and none before it was processed here");
	}

	private static LagTime since(long at, long now) {
		// Zero is for who read all.
		return (at <= now) ? new LagTime(Duration.ofMillis(Math.max(1, now - at)), "")
				: unknown("the clock was set back");
	}

	private static long clamp(long timestamp, OffsetHistory.Bracket written) {
		return Math.max(written.earliest(), Math.min(timestamp, written.latest()));
	}

}
