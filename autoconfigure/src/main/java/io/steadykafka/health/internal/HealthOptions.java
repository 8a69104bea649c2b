package io.steadykafka.health.internal;

import java.time.Duration;

import org.springframework.boot.health.contributor.Status;

/**
 * When and how an indicator reports a problem.
 *
 * @param grace how long the health must be worse before the status worsens
 * @param recoveryDelay how long it must be better before the status recovers
 * @param problem the status of a problem that lasts
 */
public record HealthOptions(Duration grace, Duration recoveryDelay, Status problem) {

}
