package io.steadykafka.lag.internal.time;

import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.progress.LastDelivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberLag}.
 */
class MemberLagTests {

	private final PartitionLag uncommitted = LagCalculation.known(OptionalLong.empty(), new LogBounds(5, 20, 20), 0);

	@Test
	void withoutACommitAMemberIsBehindFromWhereItStands() {
		assertThat(MemberLag.from(this.uncommitted, null, OptionalLong.of(12)).lag()).hasValue(8);
		assertThat(MemberLag.from(this.uncommitted, null, OptionalLong.of(20)).lag()).hasValue(0);
		assertThat(MemberLag.from(this.uncommitted, null, OptionalLong.empty())).isSameAs(this.uncommitted);
	}

	@Test
	void withoutACommitAMemberIsBehindFromItsFirstRecord() {
		assertThat(MemberLag.from(this.uncommitted, new LastDelivery(8, 10, 0, 12, 0), OptionalLong.of(13)).lag())
			.hasValue(12);
	}

	@Test
	void aMemberMayStandBeyondTheEnd() {
		assertThat(MemberLag.isBeyondEnd(this.uncommitted, null, OptionalLong.of(20))).isFalse();
		assertThat(MemberLag.isBeyondEnd(this.uncommitted, null, OptionalLong.of(21))).isTrue();
		assertThat(MemberLag.isBeyondEnd(this.uncommitted, new LastDelivery(90, 95, 0, 99, 0), OptionalLong.empty()))
			.isTrue();
		assertThat(MemberLag.isBeyondEnd(LagCalculation.known(OptionalLong.of(15), new LogBounds(5, 20, 20), 5), null,
				OptionalLong.of(21)))
			.isFalse();
	}

	@Test
	void whoHasCommittedIsBehindFromThere() {
		PartitionLag committed = LagCalculation.known(OptionalLong.of(15), new LogBounds(5, 20, 20), 5);
		assertThat(MemberLag.from(committed, new LastDelivery(8, 10, 0, 12, 0), OptionalLong.of(13)))
			.isSameAs(committed);
		assertThat(MemberLag.beyond(committed, 17).lag()).hasValue(3);
		assertThat(MemberLag.beyond(committed, 14)).isSameAs(committed);
	}

	@Test
	void positionsMatterWhereSomethingIsLeftToRead() {
		assertThat(LagCalculation.isReadToTheEnd(this.uncommitted)).isFalse();
		assertThat(
				LagCalculation.isReadToTheEnd(LagCalculation.known(OptionalLong.empty(), new LogBounds(20, 20, 20), 0)))
			.isTrue();
		assertThat(
				LagCalculation.isReadToTheEnd(LagCalculation.known(OptionalLong.of(15), new LogBounds(5, 20, 20), 5)))
			.isFalse();
		assertThat(
				LagCalculation.isReadToTheEnd(LagCalculation.known(OptionalLong.of(20), new LogBounds(5, 20, 20), 0)))
			.isTrue();
	}

}
