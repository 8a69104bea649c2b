package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Whether there are too many rebalances: reported after a grace, taken back after a
 * recovery delay. A function of the past alone: the answer for one moment is always the
 * same.
 *
 * @param perHour how many per hour are not too many
 * @param grace how long there must be too many before it is a storm
 * @param recoveryDelay how long there must be no more than that before it is over
 */
record StormRule(int perHour, Duration grace, Duration recoveryDelay) {

	static final Duration WINDOW = Duration.ofHours(1);

	static long inWindow(List<Instant> past, Instant now) {
		return past.stream().filter((when) -> !when.isAfter(now) && when.plus(WINDOW).isAfter(now)).count();
	}

	boolean isStorm(List<Instant> past, Instant now) {
		return weather(past, now).storm();
	}

	/**
	 * Whether a storm is on, and since when there have been too many rebalances, or no
	 * more than that.
	 * @param past when rebalances were, the oldest first
	 */
	Weather weather(List<Instant> past, Instant now) {
		TreeSet<Instant> turns = new TreeSet<>(past);
		past.forEach((when) -> turns.add(when.plus(WINDOW)));
		boolean storm = false;
		boolean tooMany = false;
		Instant since = Instant.MIN;
		int from = 0;
		int to = 0;
		for (Instant turn : turns.headSet(now, true)) {
			while (to < past.size() && !past.get(to).isAfter(turn)) {
				to++;
			}
			while (from < to && !past.get(from).plus(WINDOW).isAfter(turn)) {
				from++;
			}
			if ((to - from > this.perHour) != tooMany) {
				storm = after(storm, tooMany, since, turn);
				tooMany = !tooMany;
				since = turn;
			}
		}
		return new Weather(after(storm, tooMany, since, now), since.equals(Instant.MIN) ? null : since);
	}

	private boolean after(boolean storm, boolean tooMany, Instant since, Instant until) {
		Duration needed = (tooMany) ? this.grace : this.recoveryDelay;
		// The first time it was never too many before, and there is nothing to recover
		// from.
		boolean lasted = since.equals(Instant.MIN) || !until.isBefore(since.plus(needed));
		return (lasted) ? tooMany : storm;
	}

	/**
	 * The rebalances of an hour.
	 *
	 * @param storm whether a storm is on
	 * @param since since when there have been too many, or no more than that;
	 * {@code null} if there never were too many
	 */
	record Weather(boolean storm, @Nullable Instant since) {

	}

}
