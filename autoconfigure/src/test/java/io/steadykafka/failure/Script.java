package io.steadykafka.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a listener does with records: it fails on those that the test names, and remembers
 * all of them.
 */
final class Script {

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
	synchronized void failOn(Predicate<String> positions) {
		this.bad = positions;
	}

	synchronized void heal() {
		failOn((position) -> false);
	}

	/**
	 * Handle one record.
	 * @param record the record
	 */
	synchronized void handle(ConsumerRecord<?, ?> record) {
		String position = position(record);
		this.attempts.merge(position, 1, Integer::sum);
		if (this.bad.test(position)) {
			throw new IllegalStateException("expected by the test on " + position);
		}
		this.processed.add(position);
	}

	/**
	 * Handle a batch: all of it or nothing.
	 * @param records the records
	 */
	synchronized void handleAll(List<? extends ConsumerRecord<?, ?>> records) {
		this.batches++;
		records.forEach((record) -> this.attempts.merge(position(record), 1, Integer::sum));
		if (records.stream().map(Script::position).anyMatch(this.bad)) {
			throw new IllegalStateException("expected by the test, in a batch of " + records.size());
		}
		records.forEach((record) -> this.processed.add(position(record)));
	}

	static String position(ConsumerRecord<?, ?> record) {
		return record.partition() + "@" + record.offset();
	}

	synchronized boolean isBad(ConsumerRecord<?, ?> record) {
		return this.bad.test(position(record));
	}

	synchronized List<String> processed() {
		return List.copyOf(this.processed);
	}

	synchronized List<String> processed(int partition) {
		return this.processed.stream().filter((position) -> position.startsWith(partition + "@")).toList();
	}

	synchronized int attempts(String position) {
		return this.attempts.getOrDefault(position, 0);
	}

	synchronized int batches() {
		return this.batches;
	}

}
