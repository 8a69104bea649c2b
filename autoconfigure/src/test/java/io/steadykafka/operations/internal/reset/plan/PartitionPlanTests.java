package io.steadykafka.operations.internal.reset.plan;

import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionPlan}: what a committed offset tells of a move, if a member
 * may have gone on since.
 */
class PartitionPlanTests {

	@Test
	void aPartitionThatWentBackIsBelowWhereItWas() {
		PartitionPlan back = ResetTargets.offset(5).plan(TestOffsets.of(8, 0, 10, -1));
		assertThat(back.isMoved(OptionalLong.of(5))).isTrue();
		assertThat(back.isMoved(OptionalLong.of(7))).isTrue();
		assertThat(back.isMoved(OptionalLong.of(8))).isFalse();
		assertThat(back.isMoved(OptionalLong.empty())).isFalse();
	}

	@Test
	void aPartitionThatWentForwardIsAtItsTargetOrBeyond() {
		PartitionPlan forward = ResetTargets.latest().plan(TestOffsets.of(8, 0, 10, -1));
		assertThat(forward.isMoved(OptionalLong.of(9))).isFalse();
		assertThat(forward.isMoved(OptionalLong.of(10))).isTrue();
		assertThat(forward.isMoved(OptionalLong.of(12))).isTrue();
	}

	@Test
	void aRemovedCommitIsMissing() {
		PartitionPlan removed = ResetTargets.back(OptionalLong.empty(), false, new UncommittedStart("earliest"))
			.plan(TestOffsets.of(8, 0, 10, -1));
		assertThat(removed.isMoved(OptionalLong.empty())).isTrue();
		assertThat(removed.isMoved(OptionalLong.of(0))).isFalse();
	}

}
