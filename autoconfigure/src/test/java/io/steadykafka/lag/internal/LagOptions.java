package io.steadykafka.lag.internal;

import java.time.Duration;
import java.util.List;

/**
 * Options of tests.
 */
public final class LagOptions {

	private LagOptions() {
	}

	public static LagMonitor.Options of(Duration interval, WatchedGroup... groups) {
		return new LagMonitor.Options(interval, Duration.ofMinutes(5), 1, new LagLevels(0, 100, 10_000), null,
				List.of(groups));
	}

}
