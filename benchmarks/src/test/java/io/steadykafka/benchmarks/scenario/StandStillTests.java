package io.steadykafka.benchmarks.scenario;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandStillTests {

	@Test
	void partitionThatMovesStandsStillUntilItsNextOwnerHandlesARecord() {
		StandStill standStill = StandStill.between(15_000, 60_000,
				Map.of("a", handled(0, 0, 10_000, 20_000), "b", handled(0, 50_000, 60_000, 70_000)), 1);
		assertThat(standStill.moved()).isOne();
		assertThat(standStill.longestMovedMillis()).isEqualTo(30);
		assertThat(standStill.longestStayedMillis((owner) -> true)).isZero();
	}

	@Test
	void onlyGapsThatReachIntoTheTimeCount() {
		Map<String, List<JournalEntry>> journals = Map.of("a", handled(0, 0, 40_000, 50_000, 55_000, 60_000, 100_000));
		assertThat(StandStill.between(41_000, 59_000, journals, 1).longestMillis()).isEqualTo(10);
		assertThat(StandStill.between(39_000, 59_000, journals, 1).longestMillis()).isEqualTo(40);
		assertThat(StandStill.between(41_000, 61_000, journals, 1).longestMillis()).isEqualTo(40);
	}

	@Test
	void partitionsThatStayAreTakenByOwner() {
		StandStill standStill = StandStill.between(0, 50_000,
				Map.of("busy", handled(0, 0, 50_000), "other", handled(1, 0, 20_000, 50_000)), 2);
		assertThat(standStill.longestStayedMillis((owner) -> !owner.equals("busy"))).isEqualTo(30);
		assertThat(standStill.longestStayedMillis((owner) -> true)).isEqualTo(50);
	}

	@Test
	void whatHasNotGoneOnStandsStillToTheEnd() {
		assertThat(StandStill.between(10_000, 90_000, Map.of("a", handled(0, 0, 20_000)), 1).longestMillis())
			.isEqualTo(70);
		assertThat(StandStill.between(10_000, 90_000, Map.of(), 1).longestMillis()).isEqualTo(80);
		assertThat(StandStill.between(10_000, 60_000, Map.of("a", handled(0, 50_000, 60_000)), 1).longestMillis())
			.isEqualTo(40);
	}

	@Test
	void sharesAreOfTheLastHalfSecond() {
		Map<String, List<JournalEntry>> journals = Map.of("a",
				Stream.concat(handled(0, 100_000, 900_000).stream(), handled(1, 300_000).stream()).toList(), "b",
				handled(1, 950_000), "gone", handled(1, 200_000));
		assertThat(Shares.at(1_000_000, journals).isEven(2, 2)).isTrue();
		assertThat(Shares.at(700_000, journals).isEven(2, 2)).isFalse();
		assertThat(Shares.at(1_000_000, journals).isEven(3, 3)).isFalse();
	}

	private static List<JournalEntry> handled(int partition, long... micros) {
		return LongStream.of(micros)
			.mapToObj((when) -> new JournalEntry(Kind.HANDLED, partition, when / 10_000, 0, when))
			.toList();
	}

}
