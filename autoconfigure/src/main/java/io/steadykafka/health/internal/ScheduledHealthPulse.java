package io.steadykafka.health.internal;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.Containment;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The pulse.
 */
final class ScheduledHealthPulse implements HealthPulse {

	private final List<Runnable> looks;

	private final Containment containment;

	private volatile @Nullable ScheduledExecutorService scheduler;

	ScheduledHealthPulse(List<Runnable> looks, Containment containment) {
		this.looks = List.copyOf(looks);
		this.containment = containment;
	}

	@Override
	public synchronized void start() {
		if (this.scheduler == null) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("steady-kafka-health-");
			threads.setDaemon(true);
			ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(threads);
			this.scheduler = started;
			Future<?> unused = started.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
		}
	}

	private void look() {
		this.looks.forEach((look) -> this.containment.run("health pulse", look));
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
