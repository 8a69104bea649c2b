package io.steadykafka.health.internal;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.Containment;
import org.jspecify.annotations.Nullable;

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
			ScheduledExecutorService started = new BackgroundThread("steady-kafka-health");
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
