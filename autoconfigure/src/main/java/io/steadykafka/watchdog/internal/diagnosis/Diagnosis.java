package io.steadykafka.watchdog.internal.diagnosis;

import io.steadykafka.watchdog.internal.diagnosis.WatchFinding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a member.
 *
 * @param severity how bad it is, before anything was done about it
 * @param reason what was seen
 * @param remedy what a person can do about it
 * @param failure what poll threw, {@code null} if it threw nothing
 */
public record Diagnosis(WatchState state, Severity severity, String reason, String remedy,
		@Nullable Throwable failure) {

	public static Diagnosis of(WatchState state, Severity severity, String reason, String remedy) {
		return new Diagnosis(state, severity, reason, remedy, null);
	}

	/**
	 * Whether a restart helps; warnings cause none.
	 */
	public boolean isCurable() {
		return this.state.isCurable() && this.severity.compareTo(Severity.CURING) >= 0;
	}

	public Diagnosis because(String more) {
		return new Diagnosis(this.state, this.severity, this.reason + "; " + more, this.remedy, this.failure);
	}

	/**
	 * The diagnosis if it is not cured. An ACL comes from outside, and a new process
	 * would lack it too: that is never {@link Severity#DOWN}.
	 */
	public Diagnosis notCured(String why) {
		return with((this.state == WatchState.UNAUTHORIZED) ? Severity.WARNING : Severity.DOWN, why);
	}

	public Diagnosis with(Severity other, String more) {
		return new Diagnosis(this.state, other, this.reason + "; " + more, this.remedy, this.failure);
	}

}
