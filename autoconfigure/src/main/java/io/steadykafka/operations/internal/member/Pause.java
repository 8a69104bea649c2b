package io.steadykafka.operations.internal.member;

import java.time.Instant;

/**
 * A pause of a listener that somebody asked for.
 */
public record Pause(PauseScope scope, String by, Instant since) {

	@Override
	public String toString() {
		return this.scope + " paused by " + this.by + ", since " + this.since;
	}

}
