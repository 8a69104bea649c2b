package io.steadykafka.benchmarks.scenario.failure;

import java.util.List;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionGapsTests {

	@Test
	void gapsAreThoseOfEachPartitionButOne() {
		PartitionGaps gaps = new PartitionGaps(1);
		gaps.add(List.of(handled(0, 0, 1_000), handled(1, 0, 2_000), handled(0, 1, 5_000),
				new JournalEntry(Kind.FAILED, 0, 2, 5, 6_000)));
		gaps.add(List.of(handled(1, 1, 90_000), handled(0, 2, 11_000)));
		assertThat(gaps.longestMillis()).isEqualTo(6);
		assertThat(gaps.percentileMillis(50)).isEqualTo(4);
	}

	private static JournalEntry handled(int partition, long offset, long micros) {
		return new JournalEntry(Kind.HANDLED, partition, offset, 5, micros);
	}

}
