package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.assignment.PartitionOffsets;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StuckPartitionDetector}: a sample each ten seconds, and a partition
 * that makes no progress beside others is stuck after a minute.
 */
class StuckPartitionDetectorTests {

	private static final TopicPartition STUCK = new TopicPartition("orders", 0);

	private static final TopicPartition MOVES = new TopicPartition("orders", 1);

	private static final Set<TopicPartition> OWNED = Set.of(STUCK, MOVES);

	private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

	private final StuckPartitionDetector detector = new StuckPartitionDetector(Duration.ofMinutes(1));

	private long now = 1;

	private long busy;

	private long failures;

	private long end = 10;

	private long position = 5;

	private boolean delivered;

	@Test
	void isStuckWhileAnotherOneMoves() {
		samples(6, false, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.detector.stuck()).containsExactly(STUCK);
	}

	@Test
	void whereNoneMovesItTakesThreeTimesAsLong() {
		samples(18, false, 5, false);
		assertThat(this.detector.stuck()).isEmpty();
		samples(1, false, 5, false);
		assertThat(this.detector.stuck()).containsExactly(STUCK);
	}

	@Test
	void oneThatNeverCommittedMayBeStuckToo() {
		samples(7, false, -1, true);
		assertThat(this.detector.stuck()).containsExactly(STUCK);
	}

	@Test
	void aCommitBeginsAnew() {
		samples(6, false, 5, true);
		samples(6, false, 6, true);
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void withoutLagOrWithoutNewRecordsNothingStandsStill() {
		for (int i = 0; i < 30; i++) {
			this.now += INTERVAL;
			this.detector.inspect(Map.of(STUCK, snapshot(10, 10, false), MOVES, snapshot(5, 10, false)), OWNED,
					this.now);
		}
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void markersOfAbortedTransactionsMoveThePosition() {
		for (int i = 0; i < 30; i++) {
			this.position += 2;
			this.end++;
			samples(1, false, 5, true);
		}
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void aMarkerAfterTheLastRecordLeavesNothingToRead() {
		for (int i = 0; i < 30; i++) {
			// The position is at the end, the committed offset before the marker.
			this.position = this.end + 1;
			samples(1, false, 5, true);
		}
		assertThat(this.detector.stuck()).isEmpty();
		this.position = 12;
		this.end = 11;
		for (int i = 0; i < 30; i++) {
			this.end = 11;
			samples(1, false, 5, true);
		}
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void aFilterThatDiscardsAllMovesThePosition() {
		for (int i = 0; i < 30; i++) {
			this.position++;
			this.delivered = true;
			samples(1, false, -1, true);
		}
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void recordsThatAreDeliveredAgainAndAgainAreNotStuckNorIsAPollThatThrows() {
		// After a nack, a transaction that could not be committed, without the ACL.
		this.delivered = true;
		samples(30, false, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
		this.delivered = false;
		samples(5, false, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.detector.stuck()).containsExactly(STUCK);
	}

	@Test
	void whereThePositionIsNotKnownNobodyCanTell() {
		this.position = -1;
		samples(30, false, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void whoHasNotAnsweredIsNotForgotten() {
		samples(6, false, 5, true);
		this.now += INTERVAL;
		this.detector.inspect(Map.of(MOVES, snapshot(this.end, this.end, false)), OWNED, this.now);
		assertThat(this.detector.stuck()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.detector.stuck()).containsExactly(STUCK);
	}

	@Test
	void heldBackIsNotWedged() {
		samples(30, true, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
		samples(6, false, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
		samples(1, false, 5, true);
		assertThat(this.detector.stuck()).containsExactly(STUCK);
	}

	@Test
	void aBusyListenerMayHaveOthersToDoFirst() {
		for (int i = 0; i < 30; i++) {
			this.busy += INTERVAL / 2;
			samples(1, false, 5, true);
		}
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void aListenerThatFailsMayBeTryingAgain() {
		for (int i = 0; i < 30; i++) {
			this.failures++;
			samples(1, false, 5, true);
		}
		assertThat(this.detector.stuck()).isEmpty();
	}

	@Test
	void whatIsNotOwnedIsForgotten() {
		samples(7, false, 5, true);
		this.detector.inspect(Map.of(), Set.of(), this.now);
		assertThat(this.detector.stuck()).isEmpty();
		samples(6, false, 5, true);
		assertThat(this.detector.stuck()).isEmpty();
	}

	private void samples(int count, boolean heldBack, long committed, boolean otherMoves) {
		for (int i = 0; i < count; i++) {
			this.now += INTERVAL;
			this.end++;
			Map<TopicPartition, PartitionSnapshot> sample = new HashMap<>();
			sample.put(STUCK, snapshot(committed, this.end, heldBack));
			sample.put(MOVES, snapshot((otherMoves) ? this.end : 10, (otherMoves) ? this.end : 10, false));
			this.detector.inspect(sample, OWNED, this.now);
		}
	}

	private PartitionSnapshot snapshot(long committed, long logEnd, boolean heldBack) {
		return new PartitionSnapshot(new PartitionOffsets(committed, logEnd), this.position, this.delivered, heldBack,
				this.now, this.busy, this.failures);
	}

}
