package io.steadykafka.lag.internal.group;

import java.time.Duration;
import java.util.List;

import io.steadykafka.lag.internal.offsets.LagLevels;
import org.jspecify.annotations.Nullable;

/**
 * How lag is sampled.
 *
 * @param interval time between two samples; positive
 * @param trendWindow how far back samples count for the velocity
 * @param trendTolerance up to how many records per second of change the trend is steady
 * @param olderThan from which age on the next record is too old, {@code null} to not ask
 * for its age
 * @param groups groups to sample although no listener is a member of them
 */
public record LagOptions(Duration interval, Duration trendWindow, double trendTolerance, LagLevels levels,
		@Nullable Duration olderThan, List<WatchedGroup> groups) {

	public LagOptions {
		groups = List.copyOf(groups);
	}

}
