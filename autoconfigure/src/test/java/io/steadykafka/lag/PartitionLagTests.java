package io.steadykafka.lag;

import java.util.OptionalLong;

import io.steadykafka.lag.internal.progress.RecordTimes;
import io.steadykafka.lag.internal.sampling.LogBounds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionLag}.
 */
class PartitionLagTests {

	private final PartitionLag uncommitted = PartitionLag.known(OptionalLong.empty(), new LogBounds(5, 20, 20), 0);

	@Test
	void withoutACommitAMemberIsBehindFromWhereItStands() {
		assertThat(this.uncommitted.from(null, OptionalLong.of(12)).lag()).hasValue(8);
		assertThat(this.uncommitted.from(null, OptionalLong.of(20)).lag()).hasValue(0);
		assertThat(this.uncommitted.from(null, OptionalLong.empty())).isSameAs(this.uncommitted);
	}

	@Test
	void withoutACommitAMemberIsBehindFromItsFirstRecord() {
		assertThat(this.uncommitted.from(new RecordTimes(8, 10, 0, 12, 0), OptionalLong.of(13)).lag()).hasValue(12);
	}

	@Test
	void aMemberMayStandBeyondTheEnd() {
		assertThat(this.uncommitted.isMemberBeyondEnd(null, OptionalLong.of(20))).isFalse();
		assertThat(this.uncommitted.isMemberBeyondEnd(null, OptionalLong.of(21))).isTrue();
		assertThat(this.uncommitted.isMemberBeyondEnd(new RecordTimes(90, 95, 0, 99, 0), OptionalLong.empty()))
			.isTrue();
		assertThat(PartitionLag.known(OptionalLong.of(15), new LogBounds(5, 20, 20), 5)
			.isMemberBeyondEnd(null, OptionalLong.of(21))).isFalse();
	}

	@Test
	void whoHasCommittedIsBehindFromThere() {
		PartitionLag committed = PartitionLag.known(OptionalLong.of(15), new LogBounds(5, 20, 20), 5);
		assertThat(committed.from(new RecordTimes(8, 10, 0, 12, 0), OptionalLong.of(13))).isSameAs(committed);
		assertThat(committed.beyond(OptionalLong.of(17)).lag()).hasValue(3);
		assertThat(committed.beyond(OptionalLong.of(14))).isSameAs(committed);
	}

	@Test
	void positionsMatterWhereSomethingIsLeftToRead() {
		assertThat(this.uncommitted.isReadToTheEnd()).isFalse();
		assertThat(PartitionLag.known(OptionalLong.empty(), new LogBounds(20, 20, 20), 0).isReadToTheEnd()).isTrue();
		assertThat(PartitionLag.known(OptionalLong.of(15), new LogBounds(5, 20, 20), 5).isReadToTheEnd()).isFalse();
		assertThat(PartitionLag.known(OptionalLong.of(20), new LogBounds(5, 20, 20), 0).isReadToTheEnd()).isTrue();
	}

}
