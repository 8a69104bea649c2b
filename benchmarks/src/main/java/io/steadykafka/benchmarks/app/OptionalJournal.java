package io.steadykafka.benchmarks.app;

import java.io.IOException;

import io.steadykafka.benchmarks.journal.Journal;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The journal, if one is configured.
 */
@Component
class OptionalJournal implements AutoCloseable {

	private final @Nullable Journal journal;

	OptionalJournal(BenchmarkProperties properties) {
		this.journal = (properties.journal() != null) ? Journal.create(properties.journal()) : null;
	}

	void write(Kind kind, int partition, long offset, long tookNanos) {
		if (this.journal != null) {
			this.journal.write(kind, partition, offset, tookNanos);
		}
	}

	@Override
	public void close() throws IOException {
		if (this.journal != null) {
			this.journal.close();
		}
	}

}
