package io.steadykafka.delivery.internal.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FixedCost}, and for the sizes of batches that follow from it.
 */
class FixedCostTests {

	private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);

	@Test
	void nothingIsKnownOfBatchesOfOneSize() {
		FixedCost cost = new FixedCost();
		cost.learn(10, 1000);
		cost.learn(10, 1200);
		assertThat(cost.nanos()).isZero();
	}

	@Test
	void theCostIsWhatABatchOfNothingWouldTake() {
		FixedCost cost = new FixedCost();
		cost.learn(1, 510);
		cost.learn(2, 520);
		cost.learn(4, 540);
		assertThat(cost.nanos()).isBetween(495L, 505L);
	}

	@Test
	void aCostBelowNothingIsNone() {
		FixedCost cost = new FixedCost();
		cost.learn(1, 1);
		cost.learn(2, 100);
		assertThat(cost.nanos()).isZero();
	}

	@Test
	void itFollowsAListenerThatChanges() {
		FixedCost cost = new FixedCost();
		for (int i = 1; i < 50; i++) {
			cost.learn(i % 7, 1000 + i % 7);
		}
		for (int i = 1; i < 100; i++) {
			cost.learn(i % 7, 100 + i % 7);
		}
		assertThat(cost.nanos()).isBetween(95L, 105L);
	}

	@Test
	void batchesOfWhichARecordCostsMostFitTheWindow() {
		int limit = settle((records) -> TimeUnit.MILLISECONDS.toNanos(5) * records);
		assertThat(limit).isEqualTo(20);
	}

	@Test
	void batchesOfWhichTheCallCostsMoreThanTheWindowTakeTwiceTheCall() {
		// 300 ms a call and 1 ms a record: as many records as the call costs.
		int limit = settle((records) -> TimeUnit.MILLISECONDS.toNanos(300 + records));
		assertThat(limit).isBetween(250, 350);
	}

	private static int settle(IntToLongFunction time) {
		BatchSize size = new BatchSize(WINDOW);
		for (int i = 0; i < 100; i++) {
			size.finishedAtOnce(size.limit(), time.applyAsLong(size.limit()));
		}
		return size.limit();
	}

}
