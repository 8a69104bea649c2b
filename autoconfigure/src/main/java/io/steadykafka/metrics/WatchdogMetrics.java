package io.steadykafka.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.steadykafka.listener.ContainerStates;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import io.steadykafka.watchdog.WatchState;
import io.steadykafka.watchdog.Watchdog;

/**
 * Meters of what the watchdog found, with the tags {@code group} and {@code listener}.
 * <ul>
 * <li>{@code steady.kafka.watchdog.findings}, gauge without a unit, tag {@code state}: 1
 * while the listener is in that state, else 0. States are those of {@link WatchState} in
 * lower case.</li>
 * <li>{@code steady.kafka.watchdog.restarts}, counter, tag {@code state}: how often
 * members were restarted for it. Only for states that a restart can cure.</li>
 * <li>{@code steady.kafka.standby}, gauge in members: how many of the listener's members
 * in this instance have joined its group and own no partition; 0 while its container does
 * not run.</li>
 * </ul>
 */
public final class WatchdogMetrics extends ListenerMeters {

	private final Watchdog watchdog;

	private final OwnedPartitions owned;

	private final ContainerStates states;

	/**
	 * Create the meters' binder.
	 * @param watchdog the watchdog
	 * @param owned the partitions that this instance owns
	 * @param states the states of the containers
	 */
	public WatchdogMetrics(Watchdog watchdog, OwnedPartitions owned, ContainerStates states) {
		this.watchdog = watchdog;
		this.owned = owned;
		this.states = states;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		Tags tags = Tags.of(GROUP, listener.group(), LISTENER, listener.id());
		List<Meter> meters = new ArrayList<>();
		for (WatchState state : WatchState.values()) {
			Tags stateTags = tags.and("state", state.name().toLowerCase(Locale.ROOT));
			meters.add(Gauge.builder("steady.kafka.watchdog.findings", () -> (isFound(listener, state)) ? 1 : 0)
				.description("1 for what the watchdog finds wrong with the listener, else 0")
				.tags(stateTags)
				.register(registry));
			if (state.isCurable()) {
				meters.add(FunctionCounter
					.builder("steady.kafka.watchdog.restarts", this.watchdog, (dog) -> dog.restarts(listener, state))
					.description("Restarts of members that the watchdog made")
					.tags(stateTags)
					.register(registry));
			}
		}
		meters.add(Gauge.builder("steady.kafka.standby", () -> standbys(listener))
			.description("Members that have joined their group and own no partition")
			.tags(tags)
			.register(registry));
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
