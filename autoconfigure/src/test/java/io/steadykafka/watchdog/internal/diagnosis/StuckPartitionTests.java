package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.steadykafka.watchdog.internal.PartitionOffsets;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StuckPartitions}: a sample each ten seconds, and a partition that
 * stands still beside others is wedged after a minute.
 */
class StuckPartitionTests {

	private static final TopicPartition STANDS = new TopicPartition("orders", 0);

	private static final TopicPartition MOVES = new TopicPartition("orders", 1);

	private static final Set<TopicPartition> OWNED = Set.of(STANDS, MOVES);

	private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

	private final StuckPartitions standStills = new StuckPartitions(Duration.ofMinutes(1));

	private long now = 1;

	private long busy;

	private long failures;

	private long end = 10;

	private long position = 5;

	private boolean lively;

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
			this.standStills.look(Map.of(STANDS, sight(10, 10, false), MOVES, sight(5, 10, false)), OWNED, this.now);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void markersOfAbortedTransactionsMoveThePosition() {
		for (int i = 0; i < 30; i++) {
			this.position += 2;
			this.end++;
			samples(1, false, 5, true);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void aMarkerAfterTheLastRecordLeavesNothingToRead() {
		for (int i = 0; i < 30; i++) {
			// The position is at the end, the committed offset before the marker.
			this.position = this.end + 1;
			samples(1, false, 5, true);
		}
		assertThat(this.standStills.wedged()).isEmpty();
		this.position = 12;
		this.end = 11;
		for (int i = 0; i < 30; i++) {
			this.end = 11;
			samples(1, false, 5, true);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void aFilterThatDiscardsAllMovesThePosition() {
		for (int i = 0; i < 30; i++) {
			this.position++;
			this.lively = true;
			samples(1, false, -1, true);
		}
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void recordsThatAreHandedOverAgainAndAgainAreNoStandStillAndNoPollThatThrows() {
		// After a nack, a transaction that could not be committed, without the ACL.
		this.lively = true;
		samples(30, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
		this.lively = false;
		samples(5, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.standStills.wedged()).containsExactly(STANDS);
	}

	@Test
	void whereThePositionIsNotKnownNobodyCanTell() {
		this.position = -1;
		samples(30, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
	}

	@Test
	void whoHasNotAnsweredIsNotForgotten() {
		samples(6, false, 5, true);
		this.now += INTERVAL;
		this.standStills.look(Map.of(MOVES, sight(this.end, this.end, false)), OWNED, this.now);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.standStills.wedged()).containsExactly(STANDS);
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
		this.standStills.look(Map.of(), Set.of(), this.now);
		assertThat(this.standStills.wedged()).isEmpty();
		samples(6, false, 5, true);
		assertThat(this.standStills.wedged()).isEmpty();
	}

	private void samples(int count, boolean heldBack, long committed, boolean otherMoves) {
		for (int i = 0; i < count; i++) {
			this.now += INTERVAL;
			this.end++;
			Map<TopicPartition, StuckPartition.Sight> sample = new HashMap<>();
			sample.put(STANDS, sight(committed, this.end, heldBack));
			sample.put(MOVES, sight((otherMoves) ? this.end : 10, (otherMoves) ? this.end : 10, false));
			this.standStills.look(sample, OWNED, this.now);
		}
	}

	private StuckPartition.Sight sight(long committed, long logEnd, boolean heldBack) {
		return new StuckPartition.Sight(new PartitionOffsets(committed, logEnd), this.position, this.lively, heldBack,
				this.now, this.busy, this.failures);
	}

}
