package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Instant;

/**
 * Something that is wrong with a listener now.
 *
 * @param state what it is
 * @param severity how bad it is
 * @param reason what was seen
 * @param remedy what a person can do about it
 * @param since when it was found
 */
public record WatchFinding(WatchState state, Severity severity, String reason, String remedy, Instant since) {

	/**
	 * How bad a finding is.
	 */
	public enum Severity {

		/**
		 * It is unknown whether something is wrong: the brokers do not answer.
		 */
		UNKNOWN,

		/**
		 * It needs attention.
		 */
		WARNING,

		/**
		 * A restart of the member is about to begin, or was just made.
		 */
		CURING,

		/**
		 * It does not recover without help.
		 */
		DOWN

	}

}
