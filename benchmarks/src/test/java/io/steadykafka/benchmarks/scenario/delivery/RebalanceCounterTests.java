package io.steadykafka.benchmarks.scenario.delivery;

import java.util.List;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RebalanceCounterTests {

	@Test
	void rebalanceCountsOnceForMember() {
		RebalanceCounter rebalances = new RebalanceCounter();
		rebalances.count(List.of(new JournalEntry(Kind.REVOKED, 12, 0, 0, 199),
				new JournalEntry(Kind.ASSIGNED, 6, 0, 0, 200), new JournalEntry(Kind.HANDLED, 0, 0, 5, 201)));
		assertThat(rebalances.count()).isOne();
	}

}
