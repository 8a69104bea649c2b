package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Whether there are too many rebalances, with a grace before it is said and a hold before
 * it is taken back. A function of the past alone: however often it is asked, and by whom,
 * the answer for one moment is the same.
 *
 * @param perHour how many an hour are not too many
 * @param grace how long there have to be too many before it is a storm
 * @param hold how long there have to be no more than that before it is over
 */
record StormRule(int perHour, Duration grace, Duration hold) {

	static final Duration WINDOW = Duration.ofHours(1);

	/**
	 * How many there were in the hour before a moment.
	 * @param past when rebalances were
	 * @return their number
	 */
	static long inWindow(List<Instant> past, Instant now) {
		return past.stream().filter((when) -> !when.isAfter(now) && when.plus(WINDOW).isAfter(now)).count();
	}

	/**
	 * Whether a storm is on.
	 * @param past when rebalances were, the oldest first
	 * @return {@code true} for a storm
	 */
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
		Duration needed = (tooMany) ? this.grace : this.hold;
		// The first time it was never too many before, and there is nothing to hold.
		boolean lasted = since.equals(Instant.MIN) || !until.isBefore(since.plus(needed));
		return (lasted) ? tooMany : storm;
	}

	/**
	 * What the rebalances of an hour come to.
	 *
	 * @param storm whether a storm is on
	 * @param since since when there have been too many, or no more than that;
	 * {@code null} if there never were too many
	 */
	record Weather(boolean storm, @Nullable Instant since) {

	}

}
