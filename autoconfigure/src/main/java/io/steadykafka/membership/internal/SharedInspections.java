package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Shares connections and answers between the listeners that start with the application;
 * each question after that has its own. Safe for use by several threads.
 */
final class SharedInspections {

	private final Duration timeout;

	private @Nullable GroupInspector shared;

	private boolean over;

	SharedInspections(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Ask the brokers.
	 */
	synchronized <T> T ask(Function<GroupInspector, T> question) {
		if (this.over) {
			try (GroupInspector own = new GroupInspector(this.timeout)) {
				return question.apply(own);
			}
		}
		GroupInspector looks = this.shared;
		if (looks == null) {
			looks = new GroupInspector(this.timeout);
			this.shared = looks;
		}
		return question.apply(looks);
	}

	synchronized void startIsOver() {
		this.over = true;
		if (this.shared != null) {
			this.shared.close();
			this.shared = null;
		}
	}

}
