package io.steadykafka.benchmarks.brokerlog;

import java.time.Instant;

/**
 * A time in which a member is silent although the broker may count it.
 *
 * @param member the member's life
 * @param from since when
 * @param to until when
 */
public record Outage(String member, Instant from, Instant to) {

	boolean overlaps(Instant begin, Instant end) {
		return this.from.isBefore(end) && this.to.isAfter(begin);
	}

}
