package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionPausesTests {

	@Test
	void partitionThatMovesStandsStillUntilItsNextOwnerHandlesARecord() {
		PartitionPauses pauses = PartitionPauses.between(15_000, 60_000,
				Map.of("a", handled(0, 0, 10_000, 20_000), "b", handled(0, 50_000, 60_000, 70_000)), 1);
		assertThat(pauses.moved()).isOne();
		assertThat(pauses.longestMovedMillis()).isEqualTo(30);
		assertThat(pauses.longestStayedMillis((owner) -> true)).isZero();
	}

	@Test
	void onlyGapsThatReachIntoTheTimeCount() {
		Map<String, List<JournalEntry>> journals = Map.of("a", handled(0, 0, 40_000, 50_000, 55_000, 60_000, 100_000));
		assertThat(PartitionPauses.between(41_000, 59_000, journals, 1).longestMillis()).isEqualTo(10);
		assertThat(PartitionPauses.between(39_000, 59_000, journals, 1).longestMillis()).isEqualTo(40);
		assertThat(PartitionPauses.between(41_000, 61_000, journals, 1).longestMillis()).isEqualTo(40);
	}

	@Test
	void partitionsThatStayAreTakenByOwner() {
		PartitionPauses pauses = PartitionPauses.between(0, 50_000,
				Map.of("busy", handled(0, 0, 50_000), "other", handled(1, 0, 20_000, 50_000)), 2);
		assertThat(pauses.longestStayedMillis((owner) -> !owner.equals("busy"))).isEqualTo(30);
		assertThat(pauses.longestStayedMillis((owner) -> true)).isEqualTo(50);
	}

	@Test
	void whatHasNotGoneOnStandsStillToTheEnd() {
		assertThat(PartitionPauses.between(10_000, 90_000, Map.of("a", handled(0, 0, 20_000)), 1).longestMillis())
			.isEqualTo(70);
		assertThat(PartitionPauses.between(10_000, 90_000, Map.of(), 1).longestMillis()).isEqualTo(80);
		assertThat(PartitionPauses.between(10_000, 60_000, Map.of("a", handled(0, 50_000, 60_000)), 1).longestMillis())
			.isEqualTo(40);
	}

	@Test
	void sharesAreOfTheLastHalfSecond() {
		Map<String, List<JournalEntry>> journals = Map.of("a",
				Stream.concat(handled(0, 100_000, 900_000).stream(), handled(1, 300_000).stream()).toList(), "b",
				handled(1, 950_000), "gone", handled(1, 200_000));
		assertThat(PartitionDistribution.at(1_000_000, journals).isEven(2, 2)).isTrue();
		assertThat(PartitionDistribution.at(700_000, journals).isEven(2, 2)).isFalse();
		assertThat(PartitionDistribution.at(1_000_000, journals).isEven(3, 3)).isFalse();
	}

	private static List<JournalEntry> handled(int partition, long... micros) {
		return LongStream.of(micros)
			.mapToObj((when) -> new JournalEntry(Kind.HANDLED, partition, when / 10_000, 0, when))
			.toList();
	}

}
