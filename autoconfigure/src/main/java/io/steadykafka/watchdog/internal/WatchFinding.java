package io.steadykafka.watchdog.internal;

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
		 * It can't be told whether something is wrong: the brokers do not answer.
		 */
		UNKNOWN,

		/**
		 * Somebody should look.
		 */
		WARNING,

		/**
		 * A restart of the member is on its way, or has just been.
		 */
		CURING,

		/**
		 * It does not recover without help.
		 */
		DOWN

	}

}
