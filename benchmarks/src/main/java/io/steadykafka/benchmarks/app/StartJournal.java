package io.steadykafka.benchmarks.app;

import io.steadykafka.benchmarks.journal.JournalEntry.Kind;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Records when listener containers are about to start: all beans exist and no lifecycle
 * has begun, so what a starter does before them is part of the start.
 */
@Component
class StartJournal implements SmartInitializingSingleton {

	private final OptionalJournal journal;

	StartJournal(OptionalJournal journal) {
		this.journal = journal;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.journal.write(Kind.STARTING, 0, 0, 0);
	}

}
