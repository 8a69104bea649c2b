package io.steadykafka.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.AssignmentChange;
import io.steadykafka.listener.AssignmentChange.Kind;
import io.steadykafka.listener.OwnedPartitions;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LagMetrics}.
 */
class LagMetricsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final PartitionLag LAG = new PartitionLag(OptionalLong.of(3), OptionalLong.of(0), OptionalLong.of(8),
			OptionalLong.of(9), OptionalLong.of(5), "");

	private final LagMonitor monitor = mock();

	private final OwnedPartitions owned = mock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final LagMetrics metrics = new LagMetrics(this.monitor, new ExportedPartitions(this.monitor, this.owned),
			false, 100);

	@BeforeEach
	void sample() {
		given(this.owned.owns("group", PARTITION)).willReturn(true);
		sampled(LAG);
		given(this.monitor.readings(new GroupPartition("group", PARTITION)))
			.willReturn(List.of(new PartitionReading(LAG, PartitionOutlook.UNKNOWN)));
		this.metrics.bindTo(this.registry);
		update();
	}

	@Test
	void lagOfAnOwnedPartitionIsThere() {
		assertThat(this.registry.get("steady.kafka.lag").gauge().value()).isEqualTo(5);
	}

	@Test
	void aRegistryThatComesLaterGetsTheMetersToo() {
		SimpleMeterRegistry late = new SimpleMeterRegistry();
		this.metrics.bindTo(late);
		assertThat(late.get("steady.kafka.lag").gauge().value()).isEqualTo(5);
		assertThat(late.get("steady.kafka.lag.sample.age").timeGauge()).isNotNull();
	}

	@Test
	void aRevokedPartitionDisappearsInTheCallback() {
		given(this.owned.owns("group", PARTITION)).willReturn(false);
		this.metrics.onChange(new AssignmentChange(Listeners.subscribed("listener", "group"), Kind.REVOKED,
				Set.of(PARTITION), 1, false));
		assertThat(this.registry.find("steady.kafka.lag").gauges()).isEmpty();
		// A sample that was under way still has the partition.
		update();
		assertThat(this.registry.find("steady.kafka.lag").gauges()).isEmpty();
	}

	@Test
	void aPartitionThatAnotherListenerOfTheGroupOwnsStays() {
		this.metrics.onChange(new AssignmentChange(Listeners.subscribed("listener", "group"), Kind.LOST,
				Set.of(PARTITION), -1, false));
		assertThat(this.registry.find("steady.kafka.lag").gauges()).hasSize(1);
	}

	@Test
	void lagThatIsNotKnownIsAbsent() {
		sampled(new PartitionLag(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
				OptionalLong.empty(), "why"));
		update();
		assertThat(this.registry.find("steady.kafka.lag").gauges()).isEmpty();
	}

	private void sampled(PartitionLag lag) {
		given(this.monitor.groups()).willReturn(List.of(new GroupLag("group", "cluster", false, Instant.EPOCH,
				Map.of(PARTITION, lag), Map.of(), Set.of(), Set.of(), Set.of(), "")));
	}

	private void update() {
		ArgumentCaptor<Runnable> listener = ArgumentCaptor.captor();
		then(this.monitor).should().onSample(listener.capture());
		listener.getValue().run();
	}

}
