package io.steadykafka.operations.internal.replay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.text.PlainText;

/**
 * The replays of this instance: those under way, and the last ones that ended. Safe for
 * use by several threads.
 */
final class ReplayHistory {

	private static final int MOST = 20;

	private static final int LONGEST_ID = 100;

	private final Deque<Replay> replays = new ArrayDeque<>();

	synchronized Optional<Replay> underWay(DeadLetterTopic topic) {
		return this.replays.stream()
			.filter((replay) -> replay.isRunning() && replay.topic().isSameAs(topic))
			.findFirst();
	}

	/**
	 * The replay with an id.
	 * @throws NoSuchElementException if it is not under way
	 */
	Replay underWay(String id) {
		List<Replay> running = all().stream().filter(Replay::isRunning).toList();
		return running.stream()
			.filter((replay) -> replay.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("There is no replay '" + PlainText.of(id, LONGEST_ID)
					+ "' under way in this instance. There are " + running.stream().map(Replay::id).toList()
					+ ". One that ended can't be cancelled; one of another instance is cancelled there"));
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
