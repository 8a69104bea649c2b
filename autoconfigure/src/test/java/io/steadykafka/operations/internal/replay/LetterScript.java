package io.steadykafka.operations.internal.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.steadykafka.testing.Gate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a listener does with records: it fails on values that the test names, and
 * remembers all. The test's {@link Gate} blocks it with a dead letter in hand.
 */
final class LetterScript {

	private final List<String> handled = new ArrayList<>();

	private final List<String> replayed = new ArrayList<>();

	private final Map<String, Integer> attempts = new HashMap<>();

	private final Gate gate = new Gate();

	private Predicate<String> bad = (value) -> value.startsWith("bad");

	Gate gate() {
		return this.gate;
	}

	synchronized void failOn(Predicate<String> values) {
		this.bad = values;
		this.attempts.clear();
	}

	void heal() {
		failOn((value) -> false);
	}

	synchronized boolean isBad(ConsumerRecord<?, ?> record) {
		return this.bad.test(String.valueOf(record.value()));
	}

	void handle(ConsumerRecord<?, ?> record) {
		String value = String.valueOf(record.value());
		note(value);
		boolean letter = isLetter(record);
		if (letter) {
			try {
				this.gate.pass();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		finish(value, (letter) ? this.replayed : this.handled);
	}

	synchronized void note(String value) {
		this.attempts.merge(value, 1, Integer::sum);
	}

	private synchronized void finish(String value, List<String> handled) {
		if (this.bad.test(value)) {
			throw new IllegalArgumentException("expected by the test on " + value);
		}
		handled.add(value);
	}

	static boolean isLetter(ConsumerRecord<?, ?> record) {
		return record.topic().endsWith("-dlt");
	}

	/**
	 * What the listener finished of its topic.
	 */
	synchronized List<String> handled() {
		return List.copyOf(this.handled);
	}

	/**
	 * What the listener finished of the dead-letter topic.
	 */
	synchronized List<String> replayed() {
		return List.copyOf(this.replayed);
	}

	synchronized int attempts(String value) {
		return this.attempts.getOrDefault(value, 0);
	}

}
