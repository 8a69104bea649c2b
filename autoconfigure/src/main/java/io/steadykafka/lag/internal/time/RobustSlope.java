package io.steadykafka.lag.internal.time;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The slope of a line through points: the median of the slopes between all pairs of them
 * (Theil–Sen). Up to a quarter of the points may be anywhere; neither a spike makes a
 * slope nor does a dip hide one.
 */
final class RobustSlope {

	/**
	 * With fewer points a single one at the end would turn the line.
	 */
	private static final int FEWEST = 5;

	private RobustSlope() {
	}

	/**
	 * Calculates a slope, empty for too few points.
	 * @param x where the points are, in ascending order, each one once
	 */
	static OptionalDouble of(double[] x, double[] y) {
		if (x.length < FEWEST) {
			return OptionalDouble.empty();
		}
		double[] slopes = new double[x.length * (x.length - 1) / 2];
		int next = 0;
		for (int to = 1; to < x.length; to++) {
			for (int from = 0; from < to; from++) {
				slopes[next++] = (y[to] - y[from]) / (x[to] - x[from]);
			}
		}
		Arrays.sort(slopes);
		int middle = slopes.length / 2;
		return OptionalDouble.of((slopes.length % 2 == 1) ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2);
	}

}
