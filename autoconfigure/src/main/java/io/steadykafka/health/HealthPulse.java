package io.steadykafka.health;

import io.steadykafka.containment.Containment;

import org.springframework.context.SmartLifecycle;

/**
 * Looks at the health once a second, so that what lasts is known whether anybody asks or
 * not. On a daemon thread of its own; asks no broker.
 */
public interface HealthPulse extends SmartLifecycle {

	/**
	 * Create a pulse that is not running.
	 * @param look looks at the health
	 * @param containment contains what fails unexpectedly
	 * @return the pulse
	 */
	static HealthPulse create(Runnable look, Containment containment) {
		return new ScheduledHealthPulse(look, containment);
	}

}
