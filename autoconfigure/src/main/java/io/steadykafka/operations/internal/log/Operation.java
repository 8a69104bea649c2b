package io.steadykafka.operations.internal.log;

import java.util.Locale;

/**
 * What is logged, audited and counted. Previews change nothing, and are told apart from
 * what they preview.
 */
public enum Operation {

	PAUSE, RESUME, STOP, START, RESTART, RETRY, SKIP, DEAD_LETTER, RESET, RESET_PREVIEW, UNDO, UNDO_PREVIEW, REPLAY,
	REPLAY_PREVIEW, CANCEL_REPLAY, BROWSE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
