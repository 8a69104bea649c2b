package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.steadykafka.operations.internal.channel.Message.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Commands of this instance that answers are awaited for.
 */
final class SentCommands {

	private final Map<String, Sent> sent = new ConcurrentHashMap<>();

	/**
	 * Waits for answers, from now on.
	 * @return completes with the answers by instance: once all are there, or after the
	 * timeout with those that are
	 */
	CompletableFuture<Map<String, Map<String, @Nullable Object>>> await(String command, Set<String> targets,
			Duration timeout) {
		Sent waiting = new Sent(Set.copyOf(targets));
		this.sent.put(command, waiting);
		if (targets.isEmpty()) {
			waiting.isAnswered.complete(null);
		}
		return waiting.isAnswered.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((unused, timedOut) -> {
			this.sent.remove(command);
			return waiting.answers();
		});
	}

	void received(Answer answer) {
		Sent waiting = this.sent.get(answer.command());
		if (waiting != null) {
			waiting.received(answer);
		}
	}

	/**
	 * Ends all waiting.
	 */
	void close() {
		this.sent.values().forEach((waiting) -> waiting.isAnswered.complete(null));
	}

	private static final class Sent {

		private final CompletableFuture<@Nullable Void> isAnswered = new CompletableFuture<>();

		private final Map<String, Map<String, @Nullable Object>> answers = new TreeMap<>();

		private final Set<String> targets;

		Sent(Set<String> targets) {
			this.targets = targets;
		}

		void received(Answer answer) {
			if (isLast(answer)) {
				this.isAnswered.complete(null);
			}
		}

		private synchronized boolean isLast(Answer answer) {
			if (this.targets.contains(answer.from())) {
				this.answers.putIfAbsent(answer.from(), answer.body());
			}
			return this.answers.size() == this.targets.size();
		}

		synchronized Map<String, Map<String, @Nullable Object>> answers() {
			return new TreeMap<>(this.answers);
		}

	}

}
