package io.steadykafka.lag.internal.time;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RobustSlope}.
 */
class RobustSlopeTests {

	@Test
	void aLineHasItsSlope() {
		assertThat(slope(10, 13, 16, 19, 22)).isEqualTo(3, within(1e-9));
	}

	@Test
	void oneSpikeMakesNoSlope() {
		for (int spike = 0; spike < 6; spike++) {
			double[] lag = { 5, 5, 5, 5, 5, 5 };
			lag[spike] = 9000;
			assertThat(slope(lag)).isZero();
		}
	}

	@Test
	void oneDipHidesNoGrowth() {
		for (int dip = 0; dip < 8; dip++) {
			double[] lag = IntStream.range(0, 8).mapToDouble((x) -> 1000 + 100 * x).toArray();
			lag[dip] = 0;
			assertThat(slope(lag)).isBetween(80.0, 120.0);
		}
	}

	@Test
	void tooFewPointsHaveNoSlope() {
		assertThat(RobustSlope.of(new double[] { 0, 1, 2, 3 }, new double[] { 0, 1, 2, 3 })).isEmpty();
	}

	private static double slope(double... y) {
		return RobustSlope.of(IntStream.range(0, y.length).asDoubleStream().toArray(), y).orElseThrow();
	}

}
