package io.steadykafka.operations.internal.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;

/**
 * The replays of this instance: those under way, and the last ones that ended. Safe for
 * use by several threads.
 */
final class ReplayHistory {

	private static final int MOST = 20;

	private final Deque<Replay> replays = new ArrayDeque<>();

	synchronized Optional<Replay> underWay(DeadLetterTopic topic) {
		return this.replays.stream()
			.filter((replay) -> replay.isRunning() && replay.topic().isSameAs(topic))
			.findFirst();
	}

	synchronized void add(Replay replay) {
		this.replays.addFirst(replay);
		while (this.replays.size() > MOST && !this.replays.getLast().isRunning()) {
			this.replays.removeLast();
		}
	}

	/**
	 * The replays, the last one first.
	 */
	synchronized List<Replay> all() {
		return List.copyOf(this.replays);
	}

}
