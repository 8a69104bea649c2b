package io.steadykafka.lag.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.sampling.SampleSchedule;
import org.jspecify.annotations.Nullable;

/**
 * How old samples are.
 *
 * @param limit the age from which on a sample is stale: three intervals plus the longest
 * time that a sample may take
 */
record SampleAge(Clock clock, Duration limit) {

	static SampleAge of(Clock clock, Duration interval) {
		Duration timeout = SampleSchedule.timeout(interval);
		return new SampleAge(clock, interval.multipliedBy(3).plus(timeout.multipliedBy(2)));
	}

	@Nullable Duration of(GroupLag group) {
		return (group.sampledAt() != null) ? since(group.sampledAt()) : null;
	}

	boolean isStale(GroupLag group) {
		Duration age = of(group);
		return age != null && age.compareTo(this.limit) > 0;
	}

	Duration since(Instant then) {
		Duration since = Duration.between(then, this.clock.instant());
		// The clock may have been set back.
		return since.isNegative() ? Duration.ZERO : since;
	}

}
