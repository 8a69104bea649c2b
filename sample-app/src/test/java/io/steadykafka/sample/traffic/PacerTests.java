package io.steadykafka.sample.traffic;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pacer}.
 */
class PacerTests {

	private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);

	private final Pacer pacer = new Pacer(20, START);

	@Test
	void handsOutTheRateHoweverItIsAsked() {
		int due = 0;
		for (int millis = 7; millis <= 7_000; millis += 7) {
			// The clock may run over: its values mean nothing but in differences.
			due += this.pacer.due(START + TimeUnit.MILLISECONDS.toNanos(millis));
		}
		assertThat(due).isBetween(139, 140);
	}

	@Test
	void catchesUpOnOneSecondAtMost() {
		assertThat(this.pacer.due(START + TimeUnit.MINUTES.toNanos(10))).isEqualTo(20);
		assertThat(this.pacer.due(START + TimeUnit.MINUTES.toNanos(10))).isZero();
	}

}
