package io.steadykafka.health;

import java.util.Collection;
import java.util.List;

import org.springframework.boot.health.contributor.Status;

/**
 * The vocabulary of the Kafka health indicators, from worst to best: {@link Status#DOWN},
 * {@link #DEGRADED}, {@link Status#UNKNOWN}, {@link Status#UP}.
 */
public final class KafkaStatus {

	/**
	 * It works, but somebody should look. Answered with HTTP 200.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private static final List<Status> WORST_FIRST = List.of(Status.DOWN, DEGRADED, Status.UNKNOWN, Status.UP);

	private KafkaStatus() {
	}

	public static boolean isWorse(Status status, Status other) {
		return WORST_FIRST.indexOf(status) < WORST_FIRST.indexOf(other);
	}

	public static Status worst(Collection<Status> statuses) {
		return WORST_FIRST.stream().filter(statuses::contains).findFirst().orElse(Status.UP);
	}

}
