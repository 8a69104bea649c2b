package io.steadykafka.lag.internal.time;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.progress.LastDelivery;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a group on one partition from sample to sample. Not for use by
 * several threads.
 */
public final class PartitionHistory {

	private static final OptionalDouble STANDSTILL = OptionalDouble.of(0);

	private final OffsetHistory offsets = new OffsetHistory();

	private final LogStartHistory starts = new LogStartHistory();

	/**
	 * How far a member had read when everything delivered to it was committed; -1 if that
	 * is not known.
	 */
	private long passed = -1;

	private long committed = -1;

	/**
	 * The offset up to which everything was read, or could not be read by anybody: as of
	 * this sample, the one before, and the one before that; -1 if it is not known.
	 */
	private long read = -1;

	private long readBefore = -1;

	private long readLongBefore = -1;

	private boolean beyondTheEnd;

	/**
	 * The last stable offset that an open transaction holds, and since when.
	 */
	private long heldAt = -1;

	private long heldSince;

	/**
	 * Corrects the lag by the position of the member here. A member that never committed
	 * continues from where it started; one that had read everything before continues from
	 * there: what is delivered to it next lies behind that.
	 * @param delivered the last records that were delivered, {@code null} for none
	 * @param position the position of a member that has processed and committed
	 * everything delivered to it, empty if there is no such member
	 */
	public PartitionLag member(PartitionLag lag, @Nullable LastDelivery delivered, OptionalLong position) {
		boolean before = this.beyondTheEnd;
		this.beyondTheEnd = MemberLag.isBeyondEnd(lag, delivered, position);
		// Once may be because the end is read before the position.
		return (before && this.beyondTheEnd) ? MemberLag.madeAnew(lag)
				: beyond(MemberLag.from(lag, delivered, position), position);
	}

	private PartitionLag beyond(PartitionLag lag, OptionalLong position) {
		long now = lag.committed().orElse(-1);
		this.readLongBefore = this.readBefore;
		this.readBefore = this.read;
		if (now < this.committed || lag.logEnd().orElse(Long.MAX_VALUE) < this.passed) {
			// Reset, or made anew.
			this.passed = -1;
			this.read = -1;
			this.readBefore = -1;
			this.readLongBefore = -1;
		}
		this.committed = now;
		if (position.isPresent() && now >= 0) {
			this.passed = position.getAsLong();
		}
		if (now >= lag.logStart().orElse(Long.MAX_VALUE)) {
			// Otherwise it may stand behind records that retention took.
			this.read = Math.max(now, this.passed);
		}
		return (this.passed >= 0) ? MemberLag.beyond(lag, this.passed) : lag;
	}

	/**
	 * The offset up to which everything was read, or could not be read by anybody, before
	 * the last sample began; -1 if it is not known. It is the one of the sample before
	 * that, as a sample may have begun before a commit that it contains.
	 */
	public long readBefore() {
		return this.readLongBefore;
	}

	/**
	 * Adds a sample and looks ahead.
	 * @param times timestamps of delivered records, {@code null} for none
	 * @param tooOld whether the next record is too old
	 * @param now when the sample was taken, in milliseconds
	 */
	public PartitionOutlook sampled(PartitionLag lag, @Nullable LastDelivery times, Optional<Boolean> tooOld, long now,
			LagOptions options) {
		Duration transaction = openTransaction(lag, now);
		if (lag.lag().isEmpty()) {
			return new PartitionOutlook(OptionalDouble.empty(), Trend.UNKNOWN, null, lag.unknownBecause(), null, null,
					transaction, tooOld);
		}
		long position = lag.position().orElseThrow();
		long end = lag.logEnd().orElseThrow();
		long since = now - options.trendWindow().toMillis();
		this.offsets.add(now, end, position, since);
		LagTime behind = LagTime.of(position, end, this.offsets, times, now);
		this.starts.add(now, lag.logStart().orElseThrow());
		OptionalDouble velocity = shared(this.offsets.velocity(since));
		Trend trend = trend(velocity, options.trendTolerance());
		return new PartitionOutlook(velocity, trend, behind.behind(), behind.unknownBecause(),
				catchUp(lag.lag().getAsLong(), velocity, trend), runway(lag, now, since), transaction,
				tooOld.map((old) -> old || isLongerThan(behind.behind(), options.olderThan())));
	}

	// There may be ten thousand partitions, most of them at rest.
	private static OptionalDouble shared(OptionalDouble velocity) {
		return STANDSTILL.equals(velocity) ? STANDSTILL : velocity;
	}

	// The look-up finds the first record that is young enough: one whose timestamp is of
	// the future hides all after it.
	private static boolean isLongerThan(@Nullable Duration behind, @Nullable Duration allowed) {
		return behind != null && allowed != null && behind.compareTo(allowed) > 0;
	}

	private @Nullable Duration openTransaction(PartitionLag lag, long now) {
		boolean known = lag.logEnd().isPresent() && lag.highWatermark().isPresent();
		if (known && lag.behindOpenTransaction() == 0) {
			this.heldAt = -1;
		}
		else if (known && this.heldAt != lag.logEnd().getAsLong()) {
			this.heldAt = lag.logEnd().getAsLong();
			this.heldSince = now;
		}
		// The clock may have been set back.
		this.heldSince = Math.min(this.heldSince, now);
		return (this.heldAt >= 0) ? Duration.ofMillis(now - this.heldSince) : null;
	}

	private static Trend trend(OptionalDouble velocity, double tolerance) {
		if (velocity.isEmpty()) {
			return Trend.UNKNOWN;
		}
		if (Math.abs(velocity.getAsDouble()) <= tolerance) {
			return Trend.STEADY;
		}
		return (velocity.getAsDouble() > 0) ? Trend.GROWING : Trend.SHRINKING;
	}

	private static @Nullable Duration catchUp(long lag, OptionalDouble velocity, Trend trend) {
		if (lag == 0) {
			return Duration.ZERO;
		}
		return (trend == Trend.SHRINKING) ? seconds(lag / -velocity.getAsDouble()) : null;
	}

	private @Nullable Duration runway(PartitionLag lag, long now, long since) {
		OptionalDouble speed = this.starts.speed(now);
		if (speed.isEmpty() || lag.lag().getAsLong() == 0) {
			return null;
		}
		double nearer = speed.getAsDouble() - this.offsets.readingSpeed(since);
		long distance = lag.position().getAsLong() - lag.logStart().getAsLong();
		return (nearer > 0) ? seconds(distance / nearer) : null;
	}

	private static Duration seconds(double seconds) {
		return Duration.ofMillis(Math.round(seconds * 1000));
	}

}
