package io.steadykafka.metrics.internal.listener;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.watchdog.internal.Watchdog;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;

/**
 * Binds the meters of what the watchdog found, {@link WatchdogMeter}.
 */
public final class WatchdogMetrics extends ListenerMeters {

	private final Watchdog watchdog;

	private final OwnedPartitions owned;

	private final ContainerStates states;

	public WatchdogMetrics(Watchdog watchdog, OwnedPartitions owned, ContainerStates states) {
		this.watchdog = watchdog;
		this.owned = owned;
		this.states = states;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		Tags tags = tags(listener);
		List<Meter> meters = new ArrayList<>();
		for (WatchState state : WatchState.values()) {
			meters.add(WatchdogMeter.FINDINGS.gauge(registry, tags.and(MeterTag.FINDING.of(state)),
					() -> (isFound(listener, state)) ? 1 : 0));
			if (state.isCurable()) {
				meters.add(WatchdogMeter.RESTARTS.counter(registry, tags.and(MeterTag.CURABLE_FINDING.of(state)),
						this.watchdog, (dog) -> dog.restarts(listener, state)));
			}
		}
		meters.add(WatchdogMeter.STANDBY.gauge(registry, tags, () -> standbys(listener)));
		return meters;
	}

	private boolean isFound(ListenerContainer listener, WatchState state) {
		return this.watchdog.findings(listener).stream().anyMatch((finding) -> finding.state() == state);
	}

	private long standbys(ListenerContainer listener) {
		return switch (this.states.of(listener).kind()) {
			case RUNNING, PAUSED, RETRYING, PARTLY_FAILED ->
				this.owned.perMember(listener).stream().filter((owned) -> owned == 0).count();
			case NOT_STARTED, STOPPED, FAILED -> 0;
		};
	}

}
