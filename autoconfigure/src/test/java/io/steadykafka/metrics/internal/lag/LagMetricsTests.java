package io.steadykafka.metrics.internal.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentChange.Kind;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeastOnce;
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

	private final LagMetrics metrics = new LagMetrics(this.monitor, this.owned,
			new LagMetrics.Options(false, 100, false));

	@BeforeEach
	void sample() {
		given(this.monitor.blindFor(any())).willReturn(Duration.ZERO);
		given(this.owned.owns("group", PARTITION)).willReturn(true);
		sampled(LAG);
		given(this.monitor.readings(new GroupPartition("group", PARTITION))).willReturn(List.of(TestReadings.of(LAG)));
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
		assertThat(late.get("steady.kafka.lag.sample.age").gauge()).isNotNull();
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
		PartitionLag unknown = unknown();
		sampled(unknown);
		given(this.monitor.readings(any())).willReturn(List.of(TestReadings.of(unknown)));
		update();
		assertThat(this.registry.find("steady.kafka.lag").gauges()).isEmpty();
		assertThat(this.registry.get("steady.kafka.partitions.unknown").gauge().value()).isOne();
	}

	@Test
	void aLossStaysWhenThePartitionGoesOn() {
		GroupTopic topic = new GroupTopic("group", "orders");
		given(this.monitor.topicsWithLosses()).willReturn(Set.of(topic));
		given(this.monitor.lost("group", "orders")).willReturn(7L);
		given(this.owned.owns("group", PARTITION)).willReturn(false);
		update();
		assertThat(this.registry.find("steady.kafka.partitions.unknown").gauges()).isEmpty();
		assertThat(this.registry.get("steady.kafka.records.lost").functionCounter().count()).isEqualTo(7);
	}

	@Test
	void lossesOfAGroupThatOthersReadAreNotCountedByEachInstance() {
		given(this.monitor.groups()).willReturn(List.of(group("others", true, LAG)));
		given(this.monitor.topicsWithLosses()).willReturn(Set.of(new GroupTopic("others", "orders")));
		update();
		assertThat(this.registry.find("steady.kafka.records.lost").functionCounters()).isEmpty();
	}

	@Test
	void aGroupThatWasNeverSampledHasAnAge() {
		GroupLag never = new GroupLag("others", "cluster", true, null, Map.of(), Set.of(), "no answer");
		given(this.monitor.groups()).willReturn(List.of(never));
		given(this.monitor.blindFor(never)).willReturn(Duration.ofMinutes(3));
		update();
		assertThat(this.registry.get("steady.kafka.lag.sample.age").tag("group", "others").gauge().value())
			.isEqualTo(180);
	}

	@Test
	void whatIsNotKnownOfAGroupThatOthersReadIsCounted() {
		PartitionLag unknown = unknown();
		given(this.monitor.groups()).willReturn(List.of(group("others", true, unknown)));
		given(this.monitor.readings(new GroupPartition("others", PARTITION)))
			.willReturn(List.of(TestReadings.of(unknown)));
		new WatchedGroupMetrics(this.monitor, () -> false).bindTo(this.registry);
		update();
		assertThat(this.registry.find("steady.kafka.group.lag").gauges()).isEmpty();
		assertThat(this.registry.get("steady.kafka.group.partitions.unknown").gauge().value()).isOne();
	}

	@Test
	void aPartitionThatIsRevokedWhileASampleIsTakenInStaysAway() {
		given(this.owned.owns("group", PARTITION)).willReturn(false);
		this.metrics.onChange(new AssignmentChange(Listeners.subscribed("listener", "group"), Kind.REVOKED,
				Set.of(PARTITION), 1, false));
		// It was owned when the sample was looked through, and is not when its meters are
		// made.
		given(this.owned.owns("group", PARTITION)).willReturn(true, true, false);
		update();
		assertThat(this.registry.find("steady.kafka.lag").gauges()).isEmpty();
	}

	@Test
	void withTooManySeriesTopicsTakeThePlaceOfPartitions() {
		LagMetrics bounded = new LagMetrics(this.monitor, this.owned, new LagMetrics.Options(false, 9, false));
		SimpleMeterRegistry topics = new SimpleMeterRegistry();
		bounded.bindTo(topics);
		update();
		assertThat(bounded.isByTopic()).isTrue();
		assertThat(topics.get("steady.kafka.lag").gauges()).singleElement().satisfies((gauge) -> {
			assertThat(gauge.getId().getTag("partition")).isNull();
			assertThat(gauge.value()).isEqualTo(5);
		});
		assertThat(topics.find("steady.kafka.offset.end").gauges()).isEmpty();
		given(this.owned.owns("group", PARTITION)).willReturn(false);
		bounded.onChange(new AssignmentChange(Listeners.subscribed("listener", "group"), Kind.REVOKED,
				Set.of(PARTITION), 1, false));
		assertThat(topics.get("steady.kafka.lag").gauge().value()).isNaN();
	}

	@ParameterizedTest
	@CsvSource({ "11, false, false, false", "10, false, false, true", "13, true, false, false", "12, true, false, true",
			"12, false, true, false", "11, false, true, true" })
	void allSeriesOfPartitionsCount(int maxSeries, boolean exporterNames, boolean othersGroup, boolean tooMany) {
		if (othersGroup) {
			given(this.monitor.groups()).willReturn(List.of(group("group", false, LAG), group("others", true, LAG)));
		}
		LagMetrics bounded = new LagMetrics(this.monitor, this.owned,
				new LagMetrics.Options(false, maxSeries, exporterNames));
		update();
		assertThat(bounded.isByTopic()).isEqualTo(tooMany);
	}

	@Test
	void aGroupThatOthersReadIsByTopicFromTheMomentOnThatTheRestIs() {
		given(this.monitor.groups()).willReturn(List.of(group("others", true, LAG)));
		given(this.monitor.readings(new GroupPartition("others", PARTITION))).willReturn(List.of(TestReadings.of(LAG)));
		AtomicBoolean byTopic = new AtomicBoolean();
		new WatchedGroupMetrics(this.monitor, byTopic::get).bindTo(this.registry);
		update();
		assertThat(this.registry.get("steady.kafka.group.lag").tag("partition", "0").gauge().value()).isEqualTo(5);
		byTopic.set(true);
		update();
		assertThat(this.registry.get("steady.kafka.group.lag").gauges()).singleElement().satisfies((gauge) -> {
			assertThat(gauge.getId().getTag("partition")).isNull();
			assertThat(gauge.value()).isEqualTo(5);
		});
	}

	@Test
	void theNamesOfKafkaExporterHaveTheSameValues() {
		ExporterNameMetrics names = new ExporterNameMetrics(this.monitor, this.owned, () -> false);
		names.bindTo(this.registry);
		update();
		assertThat(this.registry.get("kafka.consumergroup.lag").tag("consumergroup", "group").gauge().value())
			.isEqualTo(5);
		assertThat(this.registry.get("kafka.consumergroup.current.offset").gauge().value()).isEqualTo(3);
		assertThat(this.registry.get("kafka.consumergroup.lag.sum").gauge().value()).isEqualTo(5);
	}

	private static PartitionLag unknown() {
		return new PartitionLag(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
				OptionalLong.empty(), "why");
	}

	private void sampled(PartitionLag lag) {
		given(this.monitor.groups()).willReturn(List.of(group("group", false, lag)));
	}

	private static GroupLag group(String name, boolean watched, PartitionLag lag) {
		return new GroupLag(name, "cluster", watched, Instant.EPOCH, Map.of(PARTITION, TestReadings.of(lag)), Set.of(),
				"");
	}

	private void update() {
		ArgumentCaptor<Runnable> listener = ArgumentCaptor.captor();
		then(this.monitor).should(atLeastOnce()).onSample(listener.capture());
		listener.getAllValues().forEach(Runnable::run);
	}

}
