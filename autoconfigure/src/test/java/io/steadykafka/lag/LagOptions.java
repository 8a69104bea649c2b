package io.steadykafka.lag;

import java.time.Duration;
import java.util.List;

/**
 * Options of tests.
 */
final class LagOptions {

	private LagOptions() {
	}

	static LagMonitor.Options of(Duration interval, WatchedGroup... groups) {
		return new LagMonitor.Options(interval, Duration.ofMinutes(5), 1, new LagLevels(0, 100, 10_000), null,
				List.of(groups));
	}

}
