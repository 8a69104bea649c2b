package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchSize}.
 */
class BatchSizeTests {

	private static final long WINDOW = Duration.ofMillis(100).toNanos();

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private final BatchSize size = new BatchSize(WINDOW);

	@Test
	void startsWithOneRecord() {
		assertThat(this.size.limit()).isOne();
	}

	@Test
	void atMostDoubles() {
		for (int expected = 2; expected <= 64; expected *= 2) {
			finishFull(1);
			assertThat(this.size.limit()).isEqualTo(expected);
		}
	}

	@Test
	void growsToWhatFitsTheWindowAndNoFurther() {
		for (int batch = 0; batch < 20; batch++) {
			finishFull(MILLI);
		}
		assertThat(this.size.limit()).isEqualTo(100);
	}

	@Test
	void aBatchThatWasNotFullDoesNotLetItGrow() {
		finishFull(1);
		finishFull(1);
		this.size.finished(3, 3);
		assertThat(this.size.limit()).isEqualTo(4);
	}

	@Test
	void aBatchThatWasNotFullShrinksItAllTheSame() {
		grow();
		this.size.finished(2, 2 * 50 * MILLI);
		assertThat(this.size.limit()).isEqualTo(2);
	}

	@Test
	void nothingIsLearnedFromNothing() {
		finishFull(1);
		this.size.finished(0, WINDOW);
		assertThat(this.size.limit()).isEqualTo(2);
	}

	@Test
	void aSlowerListenerIsBelievedAtOnce() {
		grow();
		finishFull(10 * MILLI);
		assertThat(this.size.limit()).isEqualTo(10);
	}

	@Test
	void aFasterListenerIsBelievedByHalf() {
		for (int batch = 0; batch < 10; batch++) {
			finishFull(10 * MILLI);
		}
		assertThat(this.size.limit()).isEqualTo(10);
		finishFull(5 * MILLI);
		assertThat(this.size.limit()).isEqualTo((int) (100 / 7.5));
	}

	@Test
	void aRecordThatTakesLongerThanTheWindowIsDeliveredAlone() {
		grow();
		finishFull(3 * WINDOW);
		assertThat(this.size.limit()).isOne();
		finishFull(1000 * WINDOW);
		assertThat(this.size.limit()).isOne();
	}

	@Test
	void recordsThatTakeNoTimeAtAllDoNotOverflow() {
		for (int batch = 0; batch < 100; batch++) {
			this.size.finished(this.size.limit(), 0);
		}
		assertThat(this.size.limit()).isGreaterThanOrEqualTo(1_000_000);
	}

	@Test
	void withoutAWindowThereIsNoLimit() {
		BatchSize off = new BatchSize(0);
		assertThat(off.limit()).isEqualTo(Integer.MAX_VALUE);
		off.finished(1, 1000 * WINDOW);
		assertThat(off.limit()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void afterASlowSpellItGrowsAgain() {
		grow();
		finishFull(WINDOW);
		assertThat(this.size.limit()).isOne();
		for (int batch = 0; batch < 40; batch++) {
			finishFull(MILLI);
		}
		assertThat(this.size.limit()).isBetween(99, 100);
	}

	private void grow() {
		for (int batch = 0; batch < 20; batch++) {
			finishFull(MILLI);
		}
	}

	private void finishFull(long each) {
		this.size.finished(this.size.limit(), this.size.limit() * each);
	}

}
