package io.steadykafka.health.internal;

import java.time.Duration;

import org.springframework.boot.health.contributor.Status;

/**
 * When an indicator says that something is wrong, and how.
 *
 * @param grace how long something has to be worse before the status is
 * @param hold how long it has to be better before the status is
 * @param problem the status of what is wrong and goes on
 */
public record HealthOptions(Duration grace, Duration hold, Status problem) {

}
