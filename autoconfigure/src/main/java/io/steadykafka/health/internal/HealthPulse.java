package io.steadykafka.health.internal;

import java.util.List;

import io.steadykafka.listener.internal.Containment;

import org.springframework.context.SmartLifecycle;

/**
 * Looks at the health once a second, so that what lasts is known whether anybody asks or
 * not. On a daemon thread of its own; asks no broker.
 */
public interface HealthPulse extends SmartLifecycle {

	/**
	 * Create a pulse that is not running.
	 * @param looks each looks at a part of the health; one that fails keeps no other from
	 * it
	 * @param containment contains what fails unexpectedly
	 */
	static HealthPulse create(List<Runnable> looks, Containment containment) {
		return new ScheduledHealthPulse(looks, containment);
	}

}
