package io.steadykafka.lag.internal.time;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LagCurve}.
 */
class LagCurveTests {

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	private final LagCurve curve = new LagCurve();

	@Test
	void withoutSamplesItHasNoPoints() {
		assertThat(this.curve.points(START)).isEmpty();
	}

	@Test
	void ofSamplesCloseTogetherTheLastCounts() {
		for (int seconds : List.of(0, 5, 10, 15)) {
			this.curve.add(START.plusSeconds(seconds), seconds);
		}
		assertThat(this.curve.points(START.plusSeconds(20))).extracting(LagCurve.Point::lag).containsExactly(10L, 15L);
	}

	@Test
	void itHasAtMost60PointsOfTheLast15Minutes() {
		for (int i = 0; i < 1_000; i++) {
			this.curve.add(START.plusSeconds(10L * i), i);
		}
		List<LagCurve.Point> points = this.curve.points(START.plusSeconds(9_990));
		assertThat(points).hasSize(60).isSortedAccordingTo(Comparator.comparing(LagCurve.Point::at));
		assertThat(points.get(0).at()).isAfterOrEqualTo(START.plusSeconds(9_090));
		assertThat(points.get(points.size() - 1).lag()).isEqualTo(999);
	}

	@Test
	void pointsThatAreTooOldAreGoneWithoutNewOnes() {
		LongStream.range(0, 10).forEach((i) -> this.curve.add(START.plusSeconds(60 * i), i));
		assertThat(this.curve.points(START.plusSeconds(20 * 60))).extracting(LagCurve.Point::lag)
			.containsExactly(5L, 6L, 7L, 8L, 9L);
	}

	@Test
	void aSampleThatIsNotNewChangesNothing() {
		this.curve.add(START, 1);
		this.curve.add(START, 2);
		this.curve.add(START.minusSeconds(60), 3);
		assertThat(this.curve.points(START)).containsExactly(new LagCurve.Point(START, 1));
	}

}
