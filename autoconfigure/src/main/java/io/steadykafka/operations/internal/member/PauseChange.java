package io.steadykafka.operations.internal.member;

import java.time.Instant;
import java.util.Comparator;

import io.steadykafka.operations.internal.text.PlainText;

/**
 * Somebody paused or resumed something of a listener. Of two changes all instances choose
 * the same one, whatever their clocks say.
 *
 * @param paused whether it was paused, else resumed
 * @param version higher than of all changes that were known where it was made
 */
public record PauseChange(PauseScope scope, boolean paused, String by, Instant since, long version) {

	private static final int LONGEST = 200;

	static final Comparator<PauseChange> OLDEST_FIRST = Comparator.comparingLong(PauseChange::version)
		.thenComparing(PauseChange::paused)
		.thenComparing(PauseChange::by)
		.thenComparing(PauseChange::since);

	/**
	 * Makes the text fit for logs.
	 */
	public PauseChange {
		by = PlainText.of(by, LONGEST);
	}

	/**
	 * Whether another change says nothing any more. A pause ends no resume: that would
	 * bring back what the resume ended, on instances that learn of it later. It takes the
	 * place of pauses within it, as no resume could end it but not them.
	 */
	boolean replaces(PauseChange other) {
		return OLDEST_FIRST.compare(this, other) > 0 && (other.paused || !this.paused)
				&& this.scope.covers(other.scope);
	}

	/**
	 * The same with another version.
	 */
	PauseChange at(long other) {
		return new PauseChange(this.scope, this.paused, this.by, this.since, other);
	}

	@Override
	public String toString() {
		return this.scope + ((this.paused) ? " paused by " : " resumed by ") + this.by + ", since " + this.since;
	}

}
