package io.steadykafka.membership;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Shares connections and answers between the listeners that start with the application;
 * each question after that has its own. Safe for use by several threads.
 */
final class SharedLooks {

	private final Duration timeout;

	private @Nullable GroupLooks shared;

	private boolean over;

	SharedLooks(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Ask the brokers.
	 * @param <T> the type of the answer
	 * @param question what to ask
	 * @return the answer
	 */
	synchronized <T> T ask(Function<GroupLooks, T> question) {
		if (this.over) {
			try (GroupLooks own = new GroupLooks(this.timeout)) {
				return question.apply(own);
			}
		}
		GroupLooks looks = this.shared;
		if (looks == null) {
			looks = new GroupLooks(this.timeout);
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
