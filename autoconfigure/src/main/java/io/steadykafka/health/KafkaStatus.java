package io.steadykafka.health;

import java.util.Collection;
import java.util.List;

import org.springframework.boot.health.contributor.Status;

/**
 * The statuses of the Kafka health indicators, from worst to best: {@link Status#DOWN},
 * {@link #DEGRADED}, {@link Status#UNKNOWN}, {@link Status#UP}.
 */
public final class KafkaStatus {

	/**
	 * The application works, but a person should inspect it. Answered with HTTP 200.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private static final List<Status> WORST_FIRST = List.of(Status.DOWN, DEGRADED, Status.UNKNOWN, Status.UP);

	private KafkaStatus() {
	}

	/**
	 * Returns whether a status is worse than another one.
	 * @param status the status
	 * @param other the status to compare with
	 * @return {@code true} if it is worse
	 */
	public static boolean isWorse(Status status, Status other) {
		return WORST_FIRST.indexOf(status) < WORST_FIRST.indexOf(other);
	}

	/**
	 * Returns the worst of several statuses.
	 * @param statuses the statuses, may be empty
	 * @return the worst one, {@link Status#UP} for none
	 */
	public static Status worst(Collection<Status> statuses) {
		return WORST_FIRST.stream().filter(statuses::contains).findFirst().orElse(Status.UP);
	}

}
