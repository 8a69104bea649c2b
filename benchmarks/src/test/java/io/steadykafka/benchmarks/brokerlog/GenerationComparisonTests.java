package io.steadykafka.benchmarks.brokerlog;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenerationComparisonTests {

	private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

	@Test
	void generationsThatAllTheirMembersNameAgree() {
		GenerationComparison comparison = GenerationComparison.of(List.of(generation(1, 0, 1), generation(2, 60, 2)),
				List.of(reported("a", 1), reported("a", 2), reported("b", 2), reported("b", 2)), List.of());
		assertThat(comparison.agreed()).extracting(Generation::number).containsExactly(1, 2);
		assertThat(comparison.agrees()).isTrue();
	}

	@Test
	void generationThatNobodyNamesIsMissing() {
		GenerationComparison comparison = GenerationComparison.of(List.of(generation(1, 0, 1), generation(2, 60, 2)),
				List.of(reported("a", 1)), List.of());
		assertThat(comparison.unseen()).extracting(Generation::number).containsExactly(2);
		assertThat(comparison.agrees()).isFalse();
	}

	@Test
	void generationThatAMemberPassesOverIsMissing() {
		GenerationComparison comparison = GenerationComparison.of(List.of(generation(1, 0, 2), generation(2, 60, 2)),
				List.of(reported("a", 1), reported("a", 2), reported("b", 2)), List.of());
		assertThat(comparison.partly()).extracting(Generation::number).containsExactly(1);
		assertThat(comparison.agrees()).isFalse();
	}

	@Test
	void generationThatTheBrokerDoesntKnowIsMadeUp() {
		GenerationComparison comparison = GenerationComparison.of(List.of(generation(1, 0, 1)),
				List.of(reported("a", 1), reported("a", 9)), List.of());
		assertThat(comparison.unknown()).containsExactly(reported("a", 9));
		assertThat(comparison.agrees()).isFalse();
	}

	@Test
	void deadMemberIsExcusedForAsLongAsTheBrokerCountsIt() {
		List<Generation> broker = List.of(generation(1, 0, 2), generation(2, 60, 1), generation(3, 120, 2));
		List<ReportedGeneration> reported = List.of(reported("a", 1), reported("a", 2), reported("a", 3));
		GenerationComparison comparison = GenerationComparison.of(broker, reported,
				List.of(new Outage("b", START.plusSeconds(30), START.plusSeconds(36))));
		assertThat(comparison.agreed()).extracting(Generation::number).containsExactly(1, 2);
		assertThat(comparison.partly()).extracting(Generation::number).containsExactly(3);
	}

	@Test
	void whatIsOvertakenAtOnceMayBeMissed() {
		GenerationComparison comparison = GenerationComparison.of(
				List.of(generation(1, 0, 2), new Generation(2, START.plusMillis(300), 2, false, ""),
						generation(3, 60, 2)),
				List.of(reported("a", 1), reported("a", 3), reported("b", 3)), List.of());
		assertThat(comparison.untold()).extracting(Generation::number).containsExactly(1);
		assertThat(comparison.agrees()).isTrue();
	}

	@Test
	void whatOnlyTheDeadCouldHaveSeenIsNoAgreement() {
		GenerationComparison comparison = GenerationComparison.of(List.of(generation(1, 0, 1)), List.of(),
				List.of(new Outage("a", START, START.plusSeconds(6))));
		assertThat(comparison.agreed()).isEmpty();
		assertThat(comparison.untold()).hasSize(1);
	}

	@Test
	void epochNeedsOneMember() {
		List<Generation> broker = List.of(generation(1, 0, Generation.UNKNOWN), generation(2, 60, Generation.UNKNOWN));
		GenerationComparison comparison = GenerationComparison.of(broker, List.of(reported("a", 1)), List.of());
		assertThat(comparison.agreed()).extracting(Generation::number).containsExactly(1);
		assertThat(comparison.unseen()).extracting(Generation::number).containsExactly(2);
	}

	@Test
	void recordOfACooperativeRebalanceStandsForBothOfItsRounds() {
		List<Generation> broker = List.of(generation(1, 0, 1), generation(2, 60, 1), secondRound(3), secondRound(4));
		assertThat(ReportedGeneration.withFirstRounds(List.of(reported("a", 1), reported("a", 4)), broker))
			.containsExactlyInAnyOrder(reported("a", 1), reported("a", 4), reported("a", 3), reported("a", 2));
		assertThat(ReportedGeneration.withFirstRounds(List.of(reported("a", 2)), broker))
			.containsExactly(reported("a", 2));
	}

	private static Generation secondRound(int number) {
		return new Generation(number, START.plusSeconds(number), 1, true,
				"Leader a re-joining group during Stable; client reason: need to revoke partitions and re-join");
	}

	private static Generation generation(int number, int second, int members) {
		return new Generation(number, START.plusSeconds(second), members, true, "");
	}

	private static ReportedGeneration reported(String member, int generation) {
		return new ReportedGeneration(member, generation);
	}

}
