package io.steadykafka.lag;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * What several samples tell of the lag of a group on one partition. Immutable.
 *
 * @param velocity by how many records per second the lag grows, negative if it shrinks;
 * empty for too few samples
 * @param trend whether the lag grows
 * @param behind how long the next record has been waiting, zero if there is none;
 * {@code null} if that is not known
 * @param behindUnknownBecause why it is not known; empty if it is
 * @param catchUp after which time there is no lag anymore at this velocity, {@code null}
 * if the lag does not shrink
 * @param runway after which time retention deletes records that were not read yet, at the
 * speed of log start and reader; {@code null} if the log start does not come nearer
 * @param openTransaction for how long, at least, a transaction has held records back;
 * {@code null} if none does
 * @param tooOld whether the next record is older than
 * {@code steady.kafka.health.lag.older-than}; empty if that is not set, or not known
 */
public record PartitionOutlook(OptionalDouble velocity, Trend trend, @Nullable Duration behind,
		String behindUnknownBecause, @Nullable Duration catchUp, @Nullable Duration runway,
		@Nullable Duration openTransaction, Optional<Boolean> tooOld) {

	/**
	 * The outlook of a partition that was not sampled yet.
	 */
	public static final PartitionOutlook UNKNOWN = new PartitionOutlook(OptionalDouble.empty(), Trend.UNKNOWN, null,
			"not sampled yet", null, null, null, Optional.empty());

}
