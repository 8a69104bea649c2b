package io.steadykafka.metrics.internal.listener;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.listener.internal.state.ContainerState.Kind;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.testing.Listeners;
import io.steadykafka.watchdog.internal.Watchdog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link WatchdogMetrics}.
 */
class WatchdogMetricsTests {

	private final ListenerContainer listener = Listeners.subscribed("orders", "group");

	private final OwnedPartitions owned = mock(OwnedPartitions.class);

	private final ContainerStates states = mock(ContainerStates.class);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void theMembersThatStandByAreCounted() {
		given(this.owned.perMember(this.listener)).willReturn(List.of(1, 0, 1, 0, 0, 1, 0, 0));
		new WatchdogMetrics(mock(Watchdog.class), this.owned, this.states).register(this.listener, this.registry);
		for (Kind kind : Kind.values()) {
			given(this.states.of(this.listener)).willReturn(new ContainerState(kind, "", ""));
			boolean runs = List.of(Kind.RUNNING, Kind.PAUSED, Kind.RETRYING, Kind.PARTLY_FAILED).contains(kind);
			assertThat(this.registry.get("steady.kafka.standby").gauge().value()).isEqualTo((runs) ? 5 : 0);
		}
	}

}
