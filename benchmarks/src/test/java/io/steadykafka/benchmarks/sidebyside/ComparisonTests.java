package io.steadykafka.benchmarks.sidebyside;

import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.benchmarks.sidebyside.Verdict.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTests {

	@Test
	void whereNothingMovesTheLagIsTheSame() {
		assertThat(quiet(seen(4, 10), shown(4, 10))).isEqualTo(new Verdict(Kind.EQUAL, "", true, 0));
		assertThat(quiet(seen(4, 10), shown(4, 10, 5)).kind()).isEqualTo(Kind.WRONG);
		assertThat(quiet(seen(4, 10), shown(5, 10)).kind()).isEqualTo(Kind.WRONG);
	}

	@Test
	void underLoadEachOffsetIsBetweenTheTwoLooks() {
		Witness before = seen(4, 10);
		Witness after = seen(6, 13);
		assertThat(compare(before, shown(5, 11), after)).isEqualTo(new Verdict(Kind.BETWEEN, "", false, 5));
		assertThat(compare(before, shown(3, 11), after).reason()).contains("committed 3");
		assertThat(compare(before, shown(7, 11), after).reason()).contains("committed 7");
		assertThat(compare(before, shown(5, 9), after).reason()).contains("end 9");
		assertThat(compare(before, shown(5, 14), after).reason()).contains("end 14");
		assertThat(compare(before, shown(5, 11, 5), after).reason()).contains("by our own offsets 5");
	}

	@Test
	void whatAnOpenTransactionHoldsIsNoLag() {
		Witness look = seen(4, 0, 10, 13);
		assertThat(quiet(look, shown(4, 0, 10, 3, 6))).isEqualTo(Verdict.explained(Present.OPEN_TRANSACTION, true, 0));
		assertThat(quiet(look, shown(4, 0, 13, 0, 9)).kind()).isEqualTo(Kind.WRONG);
		assertThat(quiet(look, shown(4, 0, 10, 2, 6)).reason()).contains("high watermark 12");
	}

	@Test
	void whatRetentionTookIsNoLag() {
		Witness look = seen(4, 7, 10, 10);
		assertThat(quiet(look, shown(4, 7, 10, 0, 3))).isEqualTo(Verdict.explained(Present.LOG_START, true, 0));
		assertThat(quiet(look, shown(4, 7, 10, 0, 6)).kind()).isEqualTo(Kind.WRONG);
		assertThat(quiet(look, shown(4, 0, 10, 0, 6)).kind()).isEqualTo(Kind.WRONG);
	}

	@Test
	void withoutACommitAllOfItIsLag() {
		Witness look = new Witness(new CommandLineRow(OptionalLong.empty(), OptionalLong.of(9), OptionalLong.empty()),
				new LogState("a", 2, 9, 9));
		Shown all = Shown.of(Map.of("steady_kafka_lag_records", 7.0, "steady_kafka_offset_committed", Double.NaN,
				"steady_kafka_offset_start", 2.0, "steady_kafka_offset_end", 9.0));
		assertThat(quiet(look, all)).isEqualTo(Verdict.explained(Present.NO_COMMIT, true, 0));
		assertThat(quiet(look, Shown.NOTHING)).isEqualTo(Verdict.wrong("no lag"));
	}

	@Test
	void aCommitBeyondTheEndIsNoLagAtAll() {
		Witness look = seen(20, 10);
		assertThat(quiet(look, Shown.NOTHING)).isEqualTo(Verdict.explained(Comparison.BEYOND_END, true, 0));
		assertThat(quiet(look, shown(20, 10, 0)).kind()).isEqualTo(Kind.WRONG);
		// The group has begun anew.
		assertThat(compare(look, shown(3, 11), seen(5, 12)).kind()).isEqualTo(Kind.EXPLAINED);
	}

	@Test
	void whatIsMissingIsWrongUnlessTheTopicIsYoung() {
		Witness look = seen(4, 10);
		assertThat(quiet(look, Shown.NOTHING)).isEqualTo(Verdict.wrong("no lag"));
		assertThat(new Comparison(look, Shown.NOTHING, look, true, true).verdict())
			.contains(Verdict.explained(Comparison.NOT_SAMPLED, false, 0));
	}

	@Test
	void whatNobodyCanReadIsNotBeforeAMemberThatHasPassedIt() {
		Witness look = seen(4, 0, 10, 13);
		Comparison passed = new Comparison(look, shown(4, 0, 10, 3, 1), look, true, false);
		assertThat(passed.verdict((from, to) -> from == 4 && to == 9))
			.contains(Verdict.explained(Comparison.PASSED, true, 0));
		assertThat(passed.verdict((from, to) -> false).orElseThrow().kind()).isEqualTo(Kind.WRONG);
		// Its commit is another one, too.
		assertThat(new Comparison(look, shown(5, 0, 10, 3, 1), look, true, false).verdict((from, to) -> true)
			.orElseThrow()
			.kind()).isEqualTo(Kind.WRONG);
		// More than there is.
		assertThat(new Comparison(look, shown(4, 0, 10, 3, 7), look, true, false).verdict((from, to) -> true)
			.orElseThrow()
			.kind()).isEqualTo(Kind.WRONG);
	}

	@Test
	void aTopicThatIsGoneHasNoLag() {
		Witness gone = new Witness(null, null);
		assertThat(new Comparison(gone, Shown.NOTHING, gone, true, false).verdict()).isEmpty();
		assertThat(quiet(gone, shown(4, 10)).kind()).isEqualTo(Kind.WRONG);
		assertThat(compare(seen(4, 10), Shown.NOTHING, gone))
			.isEqualTo(Verdict.explained(Comparison.MADE_ANEW, false, 10));
	}

	@Test
	void aWatchedGroupHasTheLagUpToTheHighWatermark() {
		Shown lag = Shown.of(Map.of("steady_kafka_group_lag_records", 9.0));
		Witness look = seen(4, 0, 10, 13);
		assertThat(new Comparison(look, lag, look, false, false).verdict())
			.contains(new Verdict(Kind.EQUAL, "", true, 0));
		Witness lost = seen(4, 6, 10, 15);
		assertThat(new Comparison(lost, lag, lost, false, false).verdict())
			.contains(Verdict.explained(Present.LOG_START, true, 0));
		assertThat(new Comparison(new Witness(null, new LogState("a", 0, 1, 1)), Shown.NOTHING,
				new Witness(null, new LogState("a", 0, 1, 1)), false, false)
			.verdict()).isEmpty();
	}

	private static Verdict quiet(Witness look, Shown shown) {
		return compare(look, shown, look);
	}

	private static Verdict compare(Witness before, Shown shown, Witness after) {
		return new Comparison(before, shown, after, true, false).verdict().orElseThrow();
	}

	private static Witness seen(long committed, long end) {
		return seen(committed, 0, end, end);
	}

	private static Witness seen(long committed, long start, long stable, long high) {
		return new Witness(new CommandLineRow(OptionalLong.of(committed), OptionalLong.of(high),
				OptionalLong.of(high - committed)), new LogState("a", start, stable, high));
	}

	private static Shown shown(long committed, long end) {
		return shown(committed, end, end - committed);
	}

	private static Shown shown(long committed, long end, long lag) {
		return shown(committed, 0, end, 0, lag);
	}

	private static Shown shown(long committed, long start, long end, long held, long lag) {
		return Shown.of(Map.of("steady_kafka_lag_records", (double) lag, "steady_kafka_offset_committed",
				(double) committed, "steady_kafka_offset_start", (double) start, "steady_kafka_offset_end",
				(double) end, "steady_kafka_transaction_held_records", (double) held));
	}

}
