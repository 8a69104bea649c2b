package io.steadykafka.lag;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

import io.steadykafka.lag.internal.LagMonitor;
import org.jspecify.annotations.Nullable;

/**
 * What several samples tell of the lag of a group on one partition.
 *
 * @param velocity how many records the lag grows by in a second, negative if it shrinks;
 * empty for too few samples
 * @param trend where the lag goes
 * @param behind for how long the next record has been waiting, zero if there is none;
 * {@code null} if that is not known
 * @param behindUnknownBecause why it is not known; empty if it is
 * @param catchUp after which time there is no lag any more, at this velocity;
 * {@code null} if the lag does not shrink
 * @param runway after which time retention takes records that were not read yet, at the
 * speed of log start and reader; {@code null} if it is not seen to come nearer
 * @param openTransaction for how long a transaction has held records back, at least;
 * {@code null} if none does
 * @param tooOld whether the next record is older than
 * {@link LagMonitor.Options#olderThan} allows, by its timestamp; empty if nobody asked or
 * it is not known
 */
public record PartitionOutlook(OptionalDouble velocity, Trend trend, @Nullable Duration behind,
		String behindUnknownBecause, @Nullable Duration catchUp, @Nullable Duration runway,
		@Nullable Duration openTransaction, Optional<Boolean> tooOld) {

	/**
	 * Nothing is known.
	 */
	public static final PartitionOutlook UNKNOWN = new PartitionOutlook(OptionalDouble.empty(), Trend.UNKNOWN, null,
			"not sampled yet", null, null, null, Optional.empty());

}
