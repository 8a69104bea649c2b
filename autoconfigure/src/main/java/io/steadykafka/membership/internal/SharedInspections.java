package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Shares connections and answers between the listeners that start with the application.
 * Later questions have their own. Thread-safe.
 */
final class SharedInspections {

	private final Duration timeout;

	private @Nullable GroupInspector shared;

	private boolean over;

	SharedInspections(Duration timeout) {
		this.timeout = timeout;
	}

	synchronized <T> T ask(Function<GroupInspector, T> question) {
		if (this.over) {
			try (GroupInspector own = new GroupInspector(this.timeout)) {
				return question.apply(own);
			}
		}
		GroupInspector inspector = this.shared;
		if (inspector == null) {
			inspector = new GroupInspector(this.timeout);
			this.shared = inspector;
		}
		return question.apply(inspector);
	}

	synchronized void startIsOver() {
		this.over = true;
		if (this.shared != null) {
			this.shared.close();
			this.shared = null;
		}
	}

}
