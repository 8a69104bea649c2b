package io.steadykafka.benchmarks.scenario.churn;

import java.time.Duration;
import java.util.Random;

/**
 * Chooses disruptions at random; the same seed gives the same plan.
 */
final class ChurnPlan {

	private final Random random;

	private final int members;

	/**
	 * A plan.
	 */
	ChurnPlan(long seed, int members) {
		this.random = new Random(seed);
		this.members = members;
	}

	Step next() {
		Action action = Action.values()[this.random.nextInt(Action.values().length)];
		return new Step(action, this.random.nextInt(this.members), between(action.shortestMillis, action.longestMillis),
				between(5_000, 15_000));
	}

	private Duration between(int shortestMillis, int longestMillis) {
		return Duration.ofMillis(this.random.nextInt(shortestMillis, longestMillis));
	}

	/**
	 * The kinds of disruption.
	 */
	enum Action {

		/** Stopped cleanly, and started again after a while. */
		STOP(500, 8_000),

		/** Killed with kill -9, and started again after a while. */
		KILL(500, 8_000),

		/** Stopped in the middle of everything, and let go on after a while. */
		FREEZE(1_000, 8_000),

		/** Given a slow handler for a while. */
		SLOW(5_000, 20_000),

		/** One member more, for a while. */
		JOIN(10_000, 25_000);

		private final int shortestMillis;

		private final int longestMillis;

		Action(int shortestMillis, int longestMillis) {
			this.shortestMillis = shortestMillis;
			this.longestMillis = longestMillis;
		}

	}

	/**
	 * A planned disruption.
	 *
	 * @param action what
	 * @param member the number of the member
	 * @param time for how long
	 * @param calm how long nothing is done afterwards
	 */
	record Step(Action action, int member, Duration time, Duration calm) {
	}

}
