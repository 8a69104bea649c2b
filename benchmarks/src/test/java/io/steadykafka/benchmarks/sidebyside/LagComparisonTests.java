package io.steadykafka.benchmarks.sidebyside;

import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.benchmarks.sidebyside.Verdict.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LagComparisonTests {

	@Test
	void whereNothingMovesTheLagIsTheSame() {
		assertThat(quiet(seen(4, 10), exported(4, 10))).isEqualTo(new Verdict(Kind.EQUAL, "", true, 0));
		assertThat(quiet(seen(4, 10), exported(4, 10, 5)).kind()).isEqualTo(Kind.WRONG);
		assertThat(quiet(seen(4, 10), exported(5, 10)).kind()).isEqualTo(Kind.WRONG);
	}

	@Test
	void underLoadEachOffsetIsBetweenTheTwoLooks() {
		ReferenceState before = seen(4, 10);
		ReferenceState after = seen(6, 13);
		assertThat(compare(before, exported(5, 11), after)).isEqualTo(new Verdict(Kind.BETWEEN, "", false, 5));
		assertThat(compare(before, exported(3, 11), after).reason()).contains("committed 3");
		assertThat(compare(before, exported(7, 11), after).reason()).contains("committed 7");
		assertThat(compare(before, exported(5, 9), after).reason()).contains("end 9");
		assertThat(compare(before, exported(5, 14), after).reason()).contains("end 14");
		assertThat(compare(before, exported(5, 11, 5), after).reason()).contains("by our own offsets 5");
	}

	@Test
	void whatAnOpenTransactionHoldsIsNoLag() {
		ReferenceState state = seen(4, 0, 10, 13);
		assertThat(quiet(state, exported(4, 0, 10, 3, 6)))
			.isEqualTo(Verdict.explained(KnownLagComparison.OPEN_TRANSACTION, true, 0));
		assertThat(quiet(state, exported(4, 0, 13, 0, 9)).kind()).isEqualTo(Kind.WRONG);
		assertThat(quiet(state, exported(4, 0, 10, 2, 6)).reason()).contains("high watermark 12");
	}

	@Test
	void whatRetentionTookIsNoLag() {
		ReferenceState state = seen(4, 7, 10, 10);
		assertThat(quiet(state, exported(4, 7, 10, 0, 3)))
			.isEqualTo(Verdict.explained(KnownLagComparison.LOG_START, true, 0));
		assertThat(quiet(state, exported(4, 7, 10, 0, 6)).kind()).isEqualTo(Kind.WRONG);
		assertThat(quiet(state, exported(4, 0, 10, 0, 6)).kind()).isEqualTo(Kind.WRONG);
	}

	@Test
	void withoutACommitAllOfItIsLag() {
		ReferenceState state = new ReferenceState(
				new CommandLineRow(OptionalLong.empty(), OptionalLong.of(9), OptionalLong.empty()),
				new LogState("a", 2, 9, 9));
		ExportedLag all = ExportedLag.of(Map.of("steady_kafka_lag_records", 7.0, "steady_kafka_offset_committed",
				Double.NaN, "steady_kafka_offset_start", 2.0, "steady_kafka_offset_end", 9.0));
		assertThat(quiet(state, all)).isEqualTo(Verdict.explained(KnownLagComparison.NO_COMMIT, true, 0));
		assertThat(quiet(state, ExportedLag.NOTHING)).isEqualTo(Verdict.wrong("no lag"));
	}

	@Test
	void aCommitBeyondTheEndIsNoLagAtAll() {
		ReferenceState state = seen(20, 10);
		assertThat(quiet(state, ExportedLag.NOTHING)).isEqualTo(Verdict.explained(LagComparison.BEYOND_END, true, 0));
		assertThat(quiet(state, exported(20, 10, 0)).kind()).isEqualTo(Kind.WRONG);
		// The group has begun anew.
		assertThat(compare(state, exported(3, 11), seen(5, 12)).kind()).isEqualTo(Kind.EXPLAINED);
	}

	@Test
	void whatIsMissingIsWrongUnlessTheTopicIsYoung() {
		ReferenceState state = seen(4, 10);
		assertThat(quiet(state, ExportedLag.NOTHING)).isEqualTo(Verdict.wrong("no lag"));
		assertThat(new LagComparison(state, ExportedLag.NOTHING, state, true, true).verdict())
			.contains(Verdict.explained(LagComparison.NOT_SAMPLED, false, 0));
	}

	@Test
	void whatNobodyCanReadIsNotBeforeAMemberThatHasPassedIt() {
		ReferenceState state = seen(4, 0, 10, 13);
		LagComparison passed = new LagComparison(state, exported(4, 0, 10, 3, 1), state, true, false);
		assertThat(passed.verdict((from, to) -> from == 4 && to == 9))
			.contains(Verdict.explained(LagComparison.PASSED, true, 0));
		assertThat(passed.verdict((from, to) -> false).orElseThrow().kind()).isEqualTo(Kind.WRONG);
		// Its commit is another one, too.
		assertThat(new LagComparison(state, exported(5, 0, 10, 3, 1), state, true, false).verdict((from, to) -> true)
			.orElseThrow()
			.kind()).isEqualTo(Kind.WRONG);
		// More than there is.
		assertThat(new LagComparison(state, exported(4, 0, 10, 3, 7), state, true, false).verdict((from, to) -> true)
			.orElseThrow()
			.kind()).isEqualTo(Kind.WRONG);
	}

	@Test
	void aTopicThatIsGoneHasNoLag() {
		ReferenceState gone = new ReferenceState(null, null);
		assertThat(new LagComparison(gone, ExportedLag.NOTHING, gone, true, false).verdict()).isEmpty();
		assertThat(quiet(gone, exported(4, 10)).kind()).isEqualTo(Kind.WRONG);
		assertThat(compare(seen(4, 10), ExportedLag.NOTHING, gone))
			.isEqualTo(Verdict.explained(LagComparison.MADE_ANEW, false, 10));
	}

	@Test
	void aWatchedGroupHasTheLagUpToTheHighWatermark() {
		ExportedLag lag = ExportedLag.of(Map.of("steady_kafka_group_lag_records", 9.0));
		ReferenceState state = seen(4, 0, 10, 13);
		assertThat(new LagComparison(state, lag, state, false, false).verdict())
			.contains(new Verdict(Kind.EQUAL, "", true, 0));
		ReferenceState lost = seen(4, 6, 10, 15);
		assertThat(new LagComparison(lost, lag, lost, false, false).verdict())
			.contains(Verdict.explained(KnownLagComparison.LOG_START, true, 0));
		assertThat(new LagComparison(new ReferenceState(null, new LogState("a", 0, 1, 1)), ExportedLag.NOTHING,
				new ReferenceState(null, new LogState("a", 0, 1, 1)), false, false)
			.verdict()).isEmpty();
	}

	private static Verdict quiet(ReferenceState state, ExportedLag exported) {
		return compare(state, exported, state);
	}

	private static Verdict compare(ReferenceState before, ExportedLag exported, ReferenceState after) {
		return new LagComparison(before, exported, after, true, false).verdict().orElseThrow();
	}

	private static ReferenceState seen(long committed, long end) {
		return seen(committed, 0, end, end);
	}

	private static ReferenceState seen(long committed, long start, long stable, long high) {
		return new ReferenceState(new CommandLineRow(OptionalLong.of(committed), OptionalLong.of(high),
				OptionalLong.of(high - committed)), new LogState("a", start, stable, high));
	}

	private static ExportedLag exported(long committed, long end) {
		return exported(committed, end, end - committed);
	}

	private static ExportedLag exported(long committed, long end, long lag) {
		return exported(committed, 0, end, 0, lag);
	}

	private static ExportedLag exported(long committed, long start, long end, long held, long lag) {
		return ExportedLag.of(Map.of("steady_kafka_lag_records", (double) lag, "steady_kafka_offset_committed",
				(double) committed, "steady_kafka_offset_start", (double) start, "steady_kafka_offset_end",
				(double) end, "steady_kafka_transaction_held_records", (double) held));
	}

}
