package io.steadykafka.operations.internal.replay;

import java.util.Map;

import io.steadykafka.operations.internal.replay.letters.LetterRange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LetterRange} and {@link ReplayPlan}.
 */
class ReplayRangeTests {

	private static final TopicPartition FIRST = new TopicPartition("orders-dlt", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders-dlt", 1);

	@Test
	void theFirstReplayBeginsAtTheStartOfTheLog() {
		assertThat(LetterRange.of(null, 3, 10)).isEqualTo(new LetterRange(3, 10, null));
	}

	@Test
	void theNextReplayBeginsWhereTheLastOneCameTo() {
		assertThat(LetterRange.of(7L, 3, 10)).isEqualTo(new LetterRange(7, 10, null));
		assertThat(LetterRange.of(10L, 3, 10).records()).isZero();
	}

	@Test
	void whatIsNotInTheLogAnyMoreIsNamed() {
		LetterRange range = LetterRange.of(1L, 3, 10);
		assertThat(range.start()).isEqualTo(3);
		assertThat(range.note()).contains("2 records from 1 on");
	}

	@Test
	void aTopicThatWasMadeAnewIsReplayedAsAWhole() {
		LetterRange range = LetterRange.of(50L, 0, 10);
		assertThat(range.records()).isEqualTo(10);
		assertThat(range.note()).contains("beyond the end 10");
	}

	@Test
	void aPlanCountsAllPartitionsAndReadsThoseWithRecords() {
		ReplayPlan plan = new ReplayPlan(
				Map.of(SECOND, new LetterRange(4, 4, null), FIRST, new LetterRange(1, 5, null)));
		assertThat(plan.records()).isEqualTo(4);
		assertThat(plan.ranges().keySet()).containsExactly(FIRST, SECOND);
		assertThat(plan.pending().keySet()).containsExactly(FIRST);
	}

	@Test
	void theLastOffsetsDoNotBeginBeforeTheLog() {
		assertThat(ReplayPlan.last(Map.of(FIRST, 8L, SECOND, 0L), Map.of(FIRST, 10L, SECOND, 0L), 5))
			.isEqualTo(Map.of(FIRST, new LetterRange(8, 10, null)));
		assertThat(ReplayPlan.last(Map.of(FIRST, 0L), Map.of(FIRST, 10L), 5))
			.isEqualTo(Map.of(FIRST, new LetterRange(5, 10, null)));
	}

}
