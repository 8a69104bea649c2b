package io.steadykafka.lag.internal.group;

import java.time.Duration;
import java.util.List;

import io.steadykafka.lag.internal.offsets.LagLevels;

/**
 * Options of tests.
 */
public final class TestLagOptions {

	private TestLagOptions() {
	}

	public static LagOptions of(Duration interval, WatchedGroup... groups) {
		return new LagOptions(interval, Duration.ofMinutes(5), 1, new LagLevels(0, 100, 10_000), null, List.of(groups));
	}

}
