package io.steadykafka.watchdog.internal.member;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import io.steadykafka.watchdog.internal.diagnosis.WatchState;

/**
 * When members of a listener are restarted: with growing pauses, and a limited number of
 * times an hour. Not safe for use by several threads.
 */
public final class RestartPolicy {

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final long NEVER = Long.MIN_VALUE;

	private final int restartsPerHour;

	private final Duration backOffInitial;

	private final Duration backOffMax;

	private final LongSupplier nanoTime;

	private final Deque<Long> restarts = new ArrayDeque<>();

	private int inVain;

	/**
	 * When the next restart is due, {@link #NEVER} while nothing is wrong.
	 */
	private long due = NEVER;

	/**
	 * Since when nothing is wrong.
	 */
	private long healthySince;

	public RestartPolicy(int restartsPerHour, Duration backOffInitial, Duration backOffMax, LongSupplier nanoTime) {
		this.restartsPerHour = restartsPerHour;
		this.backOffInitial = backOffInitial;
		this.backOffMax = backOffMax;
		this.nanoTime = nanoTime;
		this.healthySince = nanoTime.getAsLong();
	}

	/**
	 * Decide what to do now about something that a restart can cure.
	 */
	public Decision decide(WatchState state) {
		long now = this.nanoTime.getAsLong();
		while (!this.restarts.isEmpty() && now - this.restarts.getFirst() >= HOUR) {
			this.restarts.removeFirst();
		}
		if (isLimited(state) && this.restarts.size() >= this.restartsPerHour) {
			return Decision.USED_UP;
		}
		if (this.due == NEVER) {
			this.due = now + pause(state).toNanos();
		}
		return (now - this.due >= 0) ? Decision.RESTART : Decision.WAIT;
	}

	/**
	 * Whether restarts for a state are limited. Those for an ACL go on until it is
	 * granted, those for an id of another member until that one is gone.
	 */
	public static boolean isLimited(WatchState state) {
		return state != WatchState.UNAUTHORIZED && state != WatchState.FENCED;
	}

	private Duration pause(WatchState state) {
		if (state == WatchState.FENCED) {
			// Two members that fenced each other must not come back at the same time.
			double factor = 1 + 2 * ThreadLocalRandom.current().nextDouble();
			return Duration.ofMillis((long) (factor * pauseInVain(Math.max(this.inVain, 1)).toMillis()));
		}
		if (this.inVain == 0) {
			// The error of a fatal member would most likely come again at once.
			return (state == WatchState.FATAL_MEMBER || state == WatchState.UNAUTHORIZED) ? this.backOffInitial
					: Duration.ZERO;
		}
		return pauseInVain(this.inVain);
	}

	private Duration pauseInVain(int attempts) {
		double factor = Math.pow(2, Math.min(attempts - 1, 30));
		double millis = this.backOffInitial.toMillis() * factor;
		return Duration.ofMillis((long) Math.min(millis, (double) this.backOffMax.toMillis()));
	}

	/**
	 * How long until the next restart, zero if it is due.
	 */
	public Duration untilNext() {
		return (this.due == NEVER) ? Duration.ZERO
				: Duration.ofNanos(Math.max(0, this.due - this.nanoTime.getAsLong()));
	}

	/**
	 * Members were restarted.
	 * @param counts whether that counts as one of the restarts of an hour
	 */
	public void restarted(boolean counts) {
		if (counts) {
			this.restarts.addLast(this.nanoTime.getAsLong());
		}
		this.inVain++;
		this.due = NEVER;
	}

	/**
	 * Nothing is wrong. The pauses start over once that has lasted for the longest of
	 * them: a member that joins and fails at once has not recovered.
	 */
	public void healthy() {
		long now = this.nanoTime.getAsLong();
		if (now - this.healthySince >= this.backOffMax.toNanos()) {
			this.inVain = 0;
		}
		this.due = NEVER;
	}

	/**
	 * Something is wrong, or was just now.
	 */
	public void unhealthy() {
		this.healthySince = this.nanoTime.getAsLong();
	}

	/**
	 * What to do about something that is wrong.
	 */
	public enum Decision {

		/**
		 * Restart now.
		 */
		RESTART,

		/**
		 * Wait for the end of the pause.
		 */
		WAIT,

		/**
		 * The restarts of the last hour did not help.
		 */
		USED_UP

	}

}
