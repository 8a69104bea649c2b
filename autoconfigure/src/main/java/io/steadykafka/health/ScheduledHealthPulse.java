package io.steadykafka.health;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.steadykafka.containment.Containment;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The pulse.
 */
final class ScheduledHealthPulse implements HealthPulse {

	private final Runnable look;

	private final Containment containment;

	private volatile @Nullable ScheduledExecutorService scheduler;

	ScheduledHealthPulse(Runnable look, Containment containment) {
		this.look = look;
		this.containment = containment;
	}

	@Override
	public synchronized void start() {
		if (this.scheduler == null) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("steady-kafka-health-");
			threads.setDaemon(true);
			ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(threads);
			this.scheduler = started;
			Future<?> unused = started.scheduleWithFixedDelay(() -> this.containment.run("health pulse", this.look), 0,
					1, TimeUnit.SECONDS);
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledExecutorService running = this.scheduler;
		this.scheduler = null;
		if (running != null) {
			running.shutdownNow();
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

}
