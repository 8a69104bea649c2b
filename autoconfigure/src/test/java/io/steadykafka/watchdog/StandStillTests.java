package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandStills}: a sample each ten seconds, and a partition that stands
 * still beside others is wedged after a minute.
 */
class StandStillTests {

	private static final TopicPartition STANDS = new TopicPartition("orders", 0);

	private static final TopicPartition MOVES = new TopicPartition("orders", 1);

	private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

	private final StandStills standStills = new StandStills(Duration.ofMinutes(1));

	private long now = 1;

	private long busy;

	private long failures;

	private long end = 10;

	@Test
	void standsStillWhileAnotherOneMoves() {
		samples(6, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.standStills.wedged()).containsExactly(STANDS);
	}

	@Test
	void whereNoneMovesItTakesThreeTimesAsLong() {
		samples(18, false, 5, false);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(1, false, 5, false);
		assertThat(this.standStills.wedged()).containsExactly(STANDS);
	}

	@Test
	void oneThatNeverCommittedMayStandStillToo() {
		samples(7, false, -1, true);
		assertThat(this.standStills.wedged()).containsExactly(STANDS);
	}

	@Test
	void aCommitBeginsAnew() {
		samples(6, false, 5, true);
		samples(6, false, 6, true);
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void withoutLagOrWithoutNewRecordsNothingStandsStill() {
		for (int i = 0; i < 30; i++) {
			this.now += INTERVAL;
			this.standStills.look(Map.of(STANDS, sight(10, 10, false), MOVES, sight(5, 10, false)), this.now);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void heldBackIsNotWedged() {
		samples(30, true, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(6, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.standStills.wedged()).containsExactly(STANDS);
	}

	@Test
	void aBusyListenerMayHaveOthersToDoFirst() {
		for (int i = 0; i < 30; i++) {
			this.busy += INTERVAL / 2;
			samples(1, false, 5, true);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void aListenerThatFailsMayBeTryingAgain() {
		for (int i = 0; i < 30; i++) {
			this.failures++;
			samples(1, false, 5, true);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void whatIsNotOwnedIsForgotten() {
		samples(7, false, 5, true);
		this.standStills.look(Map.of(), this.now);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(6, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
	}

	private void samples(int count, boolean heldBack, long committed, boolean otherMoves) {
		for (int i = 0; i < count; i++) {
			this.now += INTERVAL;
			this.end++;
			Map<TopicPartition, StandStill.Sight> sample = new HashMap<>();
			sample.put(STANDS, sight(committed, this.end, heldBack));
			sample.put(MOVES, sight((otherMoves) ? this.end : 10, (otherMoves) ? this.end : 10, false));
			this.standStills.look(sample, this.now);
		}
	}

	private StandStill.Sight sight(long committed, long logEnd, boolean heldBack) {
		return new StandStill.Sight(new PartitionOffsets(committed, logEnd), heldBack, this.now, this.busy,
				this.failures);
	}

}
