package io.steadykafka.benchmarks.app;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Handles records: takes its time, fails where a record asks for it, and counts.
 */
@Component
@ConditionalOnBooleanProperty(name = "benchmark.async", havingValue = false, matchIfMissing = true)
class RecordHandler {

	private final HandlerWork work;

	private final boolean fails;

	private final OptionalJournal journal;

	private final Stopwatch stopwatch;

	RecordHandler(BenchmarkProperties properties, HandlerWork work, OptionalJournal journal, Stopwatch stopwatch) {
		this.work = work;
		this.fails = properties.fails();
		this.journal = journal;
		this.stopwatch = stopwatch;
	}

	@KafkaListener(id = "benchmark", idIsGroup = false, topics = "#{'${benchmark.topic}'.split(',')}")
	void handle(ConsumerRecord<String, String> record) {
		this.stopwatch.begin();
		long took = this.work.handle(record.value());
		if (this.fails && record.value().startsWith("fails")) {
			this.journal.write(Kind.FAILED, record.partition(), record.offset(), took);
			throw new IllegalStateException("This record always fails");
		}
		this.journal.write(Kind.HANDLED, record.partition(), record.offset(), took);
		this.stopwatch.handled();
	}

}
