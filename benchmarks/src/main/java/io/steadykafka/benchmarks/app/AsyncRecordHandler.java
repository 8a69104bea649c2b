package io.steadykafka.benchmarks.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Handles records as a non-blocking client of a remote system does: each completes on
 * another thread after the time of the work, some sooner, some later.
 */
@Component
@ConditionalOnBooleanProperty("benchmark.async")
class AsyncRecordHandler implements AutoCloseable {

	private final long nanos;

	private final OptionalJournal journal;

	private final Stopwatch stopwatch;

	/** One thread, as the stopwatch is for one. */
	private final ScheduledExecutorService done = Executors.newSingleThreadScheduledExecutor();

	AsyncRecordHandler(BenchmarkProperties properties, OptionalJournal journal, Stopwatch stopwatch) {
		this.nanos = properties.work().toNanos();
		this.journal = journal;
		this.stopwatch = stopwatch;
	}

	@KafkaListener(id = "benchmark", idIsGroup = false, topics = "#{'${benchmark.topic}'.split(',')}")
	CompletableFuture<Void> handle(ConsumerRecord<String, String> record) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		ScheduledFuture<?> unused = this.done.schedule(() -> {
			this.stopwatch.begin();
			this.journal.write(Kind.HANDLED, record.partition(), record.offset(), this.nanos);
			result.complete(null);
			this.stopwatch.handled();
		}, nanos(record.offset()), TimeUnit.NANOSECONDS);
		return result;
	}

	// From half of the time to one and a half, the same ones in each run.
	private long nanos(long offset) {
		return this.nanos / 2 + this.nanos * (offset * 37 % 100) / 100;
	}

	@Override
	public void close() {
		this.done.shutdownNow();
	}

}
