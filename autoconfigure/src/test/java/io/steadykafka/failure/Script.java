package io.steadykafka.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * What a listener does with records: it fails on those that the test names, and remembers
 * all of them.
 */
public final class Script {

	private final List<String> processed = new ArrayList<>();

	private final Map<String, Integer> attempts = new HashMap<>();

	private Predicate<String> bad;

	private int batches;

	/**
	 * Write a script.
	 * @param bad the records to fail on
	 * @param times how often to fail on each of them
	 */
	Script(List<String> bad, int times) {
		this.bad = (position) -> bad.contains(position) && attempts(position) <= times;
	}

	/**
	 * Fail on records from now on.
	 * @param positions tells them by partition and offset, as in {@code 1@5}
	 */
	public synchronized void failOn(Predicate<String> positions) {
		this.bad = positions;
	}

	public synchronized void heal() {
		failOn((position) -> false);
	}

	/**
	 * Handle one record.
	 */
	public synchronized void handle(ConsumerRecord<?, ?> record) {
		String position = position(record);
		this.attempts.merge(position, 1, Integer::sum);
		if (this.bad.test(position)) {
			throw new IllegalStateException("expected by the test on " + position);
		}
		this.processed.add(position);
	}

	/**
	 * Handle a batch: all of it or nothing.
	 */
	public synchronized void handleAll(List<? extends ConsumerRecord<?, ?>> records) {
		this.batches++;
		records.forEach((record) -> this.attempts.merge(position(record), 1, Integer::sum));
		if (records.stream().map(Script::position).anyMatch(this.bad)) {
			throw new IllegalStateException("expected by the test, in a batch of " + records.size());
		}
		records.forEach((record) -> this.processed.add(position(record)));
	}

	/**
	 * Handle a batch record by record, up to the first bad one, and name that.
	 */
	public synchronized void handleUpTo(List<? extends ConsumerRecord<?, ?>> records) {
		this.batches++;
		for (int i = 0; i < records.size(); i++) {
			try {
				handle(records.get(i));
			}
			catch (IllegalStateException ex) {
				throw new BatchListenerFailedException("expected by the test", ex, i);
			}
		}
	}

	public static String position(ConsumerRecord<?, ?> record) {
		return record.partition() + "@" + record.offset();
	}

	public synchronized List<String> processed() {
		return List.copyOf(this.processed);
	}

	public synchronized List<String> processed(int partition) {
		return this.processed.stream().filter((position) -> position.startsWith(partition + "@")).toList();
	}

	public synchronized int attempts(String position) {
		return this.attempts.getOrDefault(position, 0);
	}

	public synchronized int batches() {
		return this.batches;
	}

}
