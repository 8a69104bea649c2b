package io.steadykafka.operations.internal.reset.plan;

import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResetTargets}.
 */
class ResetTargetsTests {

	/**
	 * Committed 30, log 20 to 40.
	 */
	private static final PartitionOffsets OFFSETS = TestOffsets.of(30, 20, 40, -1);

	private static final PartitionOffsets WITHOUT_COMMIT = TestOffsets.of(-1, 20, 40, -1);

	private static final PartitionOffsets EMPTY_LOG = TestOffsets.of(-1, 40, 40, -1);

	private static final UncommittedStart EARLIEST = new UncommittedStart("earliest");

	private static final UncommittedStart LATEST = new UncommittedStart("latest");

	@Test
	void earliestAndLatestAreTheEndsOfTheLog() {
		assertPlan(ResetTargets.earliest().plan(OFFSETS), 20, false, null);
		assertPlan(ResetTargets.latest().plan(OFFSETS), 40, false, null);
		assertPlan(ResetTargets.latest().plan(WITHOUT_COMMIT), 40, false, null);
	}

	@Test
	void anOffsetIsKeptWithinTheLog() {
		assertPlan(ResetTargets.offset(25).plan(OFFSETS), 25, false, null);
		assertPlan(ResetTargets.offset(20).plan(OFFSETS), 20, false, null);
		assertPlan(ResetTargets.offset(40).plan(OFFSETS), 40, false, null);
		assertPlan(ResetTargets.offset(19).plan(OFFSETS), 20, false,
				"Offset 19 is below the log start, so it goes to the log start 20");
		assertPlan(ResetTargets.offset(Long.MAX_VALUE).plan(OFFSETS), 40, false,
				"Offset 9223372036854775807 is beyond the log end, so it goes to the log end 40");
	}

	@Test
	void aShiftIsKeptWithinTheLog() {
		assertPlan(ResetTargets.shift(-10).plan(OFFSETS), 20, false, null);
		assertPlan(ResetTargets.shift(10).plan(OFFSETS), 40, false, null);
		assertPlan(ResetTargets.shift(0).plan(OFFSETS), 30, false, null);
		assertPlan(ResetTargets.shift(-11).plan(OFFSETS), 20, false,
				"The committed offset 30 shifted by -11 is below the log start, so it goes to the log start 20");
		assertPlan(ResetTargets.shift(11).plan(OFFSETS), 40, false,
				"The committed offset 30 shifted by 11 is beyond the log end, so it goes to the log end 40");
	}

	@Test
	void aHugeShiftDoesNotOverflow() {
		assertThat(ResetTargets.shift(Long.MAX_VALUE).plan(OFFSETS).after()).isEqualTo(40);
		assertThat(ResetTargets.shift(Long.MIN_VALUE).plan(OFFSETS).after()).isEqualTo(20);
	}

	@Test
	void currentIsKeptWithinTheLog() {
		assertPlan(ResetTargets.current().plan(OFFSETS), 30, false, null);
		assertPlan(ResetTargets.current().plan(TestOffsets.of(5, 20, 40, -1)), 20, false,
				"The committed offset 5 is below the log start, so it goes to the log start 20");
	}

	@Test
	void aCommitBeyondTheEndOfATruncatedLogNeedsForce() {
		PartitionOffsets truncated = TestOffsets.of(1000, 0, 40, -1);
		String note = "The committed offset 1000 is beyond the log end, as the log was truncated or the topic was "
				+ "made anew, so it goes to the log end 40";
		assertPlan(ResetTargets.current().plan(truncated), 40, true, note);
		assertPlan(ResetTargets.shift(-10).plan(truncated), 40, true, note);
	}

	@Test
	void withoutACommitCurrentAndShiftNeedForce() {
		String note = "There is no committed offset, and to-earliest or to-offset would say where to begin, so it "
				+ "goes to the log end 40";
		assertPlan(ResetTargets.current().plan(WITHOUT_COMMIT), 40, true, note);
		assertPlan(ResetTargets.shift(-5).plan(WITHOUT_COMMIT), 40, true, note);
		assertPlan(ResetTargets.current().plan(EMPTY_LOG), 40, false, note);
	}

	@Test
	void aTimePastTheLastRecordNeedsForce() {
		ResetTarget target = ResetTargets.time(ResetTime.at("2026-05-01T10:00:00Z"));
		assertPlan(target.plan(TestOffsets.of(30, 20, 40, 25)), 25, false, null);
		assertPlan(target.plan(OFFSETS), 40, true,
				"There is no record of 2026-05-01T10:00:00Z or later, so it goes to the log end 40");
		assertThat(target.plan(EMPTY_LOG).needsForce()).isFalse();
	}

	@Test
	void aDurationIsATimeToo() {
		ResetTarget target = ResetTargets.time(ResetTime.ago("15m", Instant.parse("2026-05-01T10:00:00Z")));
		assertPlan(target.plan(TestOffsets.of(30, 20, 40, 20)), 20, false, null);
		assertPlan(target.plan(OFFSETS), 40, true,
				"There is no record of 2026-05-01T09:45:00Z or later, so it goes to the log end 40");
	}

	@Test
	void anOpenTransactionThatIsLeftOutIsSaid() {
		PartitionOffsets open = TestOffsets.of(30, 20, 40, 35, -1);
		assertPlan(ResetTargets.latest().plan(open), 40, false,
				"A transaction is open at offset 35: what it and others wrote below 40 is left out too");
		assertPlan(ResetTargets.offset(35).plan(open), 35, false, null);
		assertPlan(ResetTargets.current().plan(TestOffsets.of(38, 20, 40, 35, -1)), 38, false, null);
		assertThat(ResetTargets.current().plan(TestOffsets.of(-1, 20, 40, 35, -1)).note())
			.startsWith("There is no committed offset")
			.endsWith("wrote below 40 is left out too");
	}

	@Test
	void backGoesWhereItWasOrToTheLogStart() {
		assertPlan(ResetTargets.back(OptionalLong.of(25), false, EARLIEST).plan(OFFSETS), 25, false, null);
		assertPlan(ResetTargets.back(OptionalLong.of(5), true, EARLIEST).plan(OFFSETS), 20, false,
				"Offset 5, where it was, is below the log start, so it goes to the log start 20");
	}

	@Test
	void backToNoCommitRemovesItUnlessAMemberOwnsIt() {
		PartitionPlan removed = ResetTargets.back(OptionalLong.empty(), false, LATEST).plan(OFFSETS);
		assertPlan(removed, 40, false,
				"There was no committed offset before: it is removed, and auto.offset.reset applies");
		assertThat(removed.removesCommit()).isTrue();
		PartitionPlan live = ResetTargets.back(OptionalLong.empty(), true, EARLIEST).plan(OFFSETS);
		assertPlan(live, 20, false, "There was no committed offset before: as a running member can't remove one, "
				+ "it goes to where auto.offset.reset leads");
		assertThat(live.removesCommit()).isFalse();
	}

	@Test
	void withoutCommitAGroupBeginsAtTheStartUnlessItIsKnownToBeginAtTheEnd() {
		assertThat(EARLIEST.of(OFFSETS)).isEqualTo(20);
		assertThat(LATEST.of(OFFSETS)).isEqualTo(40);
		assertThat(new UncommittedStart("").of(OFFSETS)).isEqualTo(20);
		assertThat(new UncommittedStart("by_duration:PT1H").of(OFFSETS)).isEqualTo(20);
		assertThat(new UncommittedStart("none").of(OFFSETS)).isEqualTo(20);
	}

	private static void assertPlan(PartitionPlan plan, long after, boolean needsForce, @Nullable String note) {
		assertThat(plan.after()).isEqualTo(after);
		assertThat(plan.needsForce()).isEqualTo(needsForce);
		assertThat(plan.note()).isEqualTo(note);
	}

}
