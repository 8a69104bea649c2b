package io.steadykafka.lag.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The lag of a group over the last 15 minutes: one point for each 15 seconds, that of the
 * last sample. Safe for use by several threads.
 */
public final class LagCurve {

	static final int MOST = 60;

	private static final Duration STEP = Duration.ofSeconds(15);

	private static final Duration LENGTH = STEP.multipliedBy(MOST);

	private volatile List<Point> points = List.of();

	/**
	 * Adds a sample. One that is older than the last is left out.
	 */
	public synchronized void add(Instant at, long lag) {
		List<Point> before = this.points;
		Point last = (before.isEmpty()) ? null : before.get(before.size() - 1);
		if (last != null && !at.isAfter(last.at())) {
			return;
		}
		int end = (last != null && step(at) == step(last.at())) ? before.size() - 1 : before.size();
		List<Point> now = new ArrayList<>(MOST);
		now.addAll(before.subList(Math.max(0, end + 1 - MOST), end));
		now.add(new Point(at, lag));
		this.points = now;
	}

	private static long step(Instant at) {
		return Math.floorDiv(at.toEpochMilli(), STEP.toMillis());
	}

	/**
	 * The points that are not older than 15 minutes, the oldest first.
	 */
	public List<Point> points(Instant now) {
		Instant from = now.minus(LENGTH);
		return this.points.stream().filter((point) -> !point.at().isBefore(from)).toList();
	}

	/**
	 * The lag at one moment.
	 */
	public record Point(Instant at, long lag) {

	}

}
