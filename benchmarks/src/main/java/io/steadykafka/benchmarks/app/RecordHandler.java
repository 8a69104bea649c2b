package io.steadykafka.benchmarks.app;

import java.util.concurrent.locks.LockSupport;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Handles records: takes its time, fails at those that ask for it, and keeps count.
 */
@Component
class RecordHandler {

	private final long workNanos;

	private final boolean fails;

	private final OptionalJournal journal;

	private final Stopwatch stopwatch;

	RecordHandler(BenchmarkProperties properties, OptionalJournal journal, Stopwatch stopwatch) {
		this.workNanos = properties.work().toNanos();
		this.fails = properties.fails();
		this.journal = journal;
		this.stopwatch = stopwatch;
	}

	@KafkaListener(id = "benchmark", idIsGroup = false, topics = "${benchmark.topic}")
	void handle(ConsumerRecord<String, String> record) {
		this.stopwatch.begin();
		long took = (this.workNanos > 0) ? work() : 0;
		if (this.fails && record.value().startsWith("fails")) {
			this.journal.write(Kind.FAILED, record.partition(), record.offset(), took);
			throw new IllegalStateException("This record always fails");
		}
		this.journal.write(Kind.HANDLED, record.partition(), record.offset(), took);
		this.stopwatch.handled();
	}

	/**
	 * Wait as for a database: without using the processor.
	 * @return how long it really took
	 */
	private long work() {
		long start = System.nanoTime();
		long took = 0;
		while (took < this.workNanos) {
			LockSupport.parkNanos(this, this.workNanos - took);
			took = System.nanoTime() - start;
		}
		return took;
	}

}
