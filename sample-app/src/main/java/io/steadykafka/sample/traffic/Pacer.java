package io.steadykafka.sample.traffic;

import java.util.concurrent.TimeUnit;

/**
 * Tells how many records are due, so that a steady rate comes out however unevenly it is
 * asked. After a pause it catches up on one second at most, or a cluster that comes back
 * would get all of the pause at once.
 */
class Pacer {

	private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

	private final int perSecond;

	private long askedAt;

	private double credit;

	Pacer(int perSecond, long nowNanos) {
		this.perSecond = perSecond;
		this.askedAt = nowNanos;
	}

	int due(long nowNanos) {
		double earned = (nowNanos - this.askedAt) / NANOS_PER_SECOND * this.perSecond;
		this.askedAt = nowNanos;
		this.credit = Math.min(this.credit + earned, this.perSecond);
		int due = (int) this.credit;
		this.credit -= due;
		return due;
	}

}
