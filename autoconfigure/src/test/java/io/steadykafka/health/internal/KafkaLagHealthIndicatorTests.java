package io.steadykafka.health.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.health.KafkaStatus;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link KafkaLagHealthIndicator}.
 */
class KafkaLagHealthIndicatorTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final PartitionOutlook QUIET = outlook(Trend.STEADY, Optional.empty());

	private final LagMonitor monitor = mock();

	private final MutableClock clock = new MutableClock();

	private String pause;

	private final Containment containment = new Containment();

	@Test
	void whatIsAboveTheThresholdIsAProblemAfterTheGrace() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(lag(5, 10), QUIET);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		sampled(lag(5, 200), QUIET);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(group(indicator)).containsEntry("waits", "it is worse, but not for 10 s yet");
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(indicator.health().getStatus()).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(group(indicator)).containsEntry("reason", "lag above the threshold of 100 on [orders-0]")
			.containsEntry("since", "2026-01-01T00:00:00Z")
			.containsEntry("lag", 195L)
			.containsEntry("level", "behind")
			.containsKey("remedy");
	}

	@Test
	void theLagOfWhatSomebodyPausedIsNamedAndNoProblem() {
		KafkaLagHealthIndicator indicator = indicator(Status.DOWN);
		this.pause = "all partitions paused by alice, since today";
		sampled(lag(5, 10), outlook(Trend.STEADY, Optional.of(false)));
		assertThat(group(indicator)).containsEntry("reason", "within the threshold");
		sampled(lag(5, 200), outlook(Trend.GROWING, Optional.of(true)));
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(Status.UP);
		assertThat(group(indicator))
			.containsEntry("reason",
					"the lag of [orders-0] does not count: all partitions paused by alice, since today")
			.doesNotContainKey("remedy");
		given(this.monitor.losses("group")).willReturn(List.of(new Loss(PARTITION, 7, this.clock.instant())));
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(Status.DOWN);
		assertThat(group(indicator).get("reason")).asString().contains("lost to retention", "; the lag of [orders-0]");
		given(this.monitor.losses("group")).willReturn(List.of());
		this.pause = null;
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void whatAProblemIsCanBeChosen() {
		sampled(lag(5, 200), QUIET);
		assertThat(afterGrace(indicator(Status.DOWN)).getStatus()).isEqualTo(Status.DOWN);
		Health up = afterGrace(indicator(Status.UP));
		assertThat(up.getStatus()).isEqualTo(Status.UP);
		assertThat(up.getDetails().toString()).contains("lag above the threshold of 100");
	}

	@Test
	void aLossIsAProblemForAnHour() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(lag(5, 10), QUIET);
		given(this.monitor.losses("group")).willReturn(List.of(new Loss(PARTITION, 7, this.clock.instant())));
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(group(indicator).get("reason")).asString().contains("7 records were lost to retention");
		this.clock.advance(Duration.ofHours(1));
		indicator.health();
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void aTopicThatWasMadeAnewIsAProblem() {
		sampled(new PartitionLag(OptionalLong.of(50), OptionalLong.of(0), OptionalLong.of(10), OptionalLong.of(10),
				OptionalLong.empty(), "made anew"), QUIET);
		assertThat(afterGrace(indicator(KafkaStatus.DEGRADED)).getDetails().toString())
			.contains("beyond the end on [orders-0]");
	}

	@Test
	void aTopicThatWasMadeAnewNeedNotCount() {
		sampled(new PartitionLag(OptionalLong.of(50), OptionalLong.of(0), OptionalLong.of(10), OptionalLong.of(10),
				OptionalLong.empty(), "made anew"), QUIET);
		Health up = afterGrace(indicator(Status.UP));
		assertThat(up.getStatus()).isEqualTo(Status.UP);
		assertThat(up.getDetails().toString()).contains("beyond the end on [orders-0]");
	}

	@Test
	void aRecordThatIsTooOldIsAProblem() {
		sampled(lag(5, 10), outlook(Trend.GROWING, Optional.of(true)));
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(group(indicator)).containsEntry("trend", "growing");
	}

	@Test
	void theStateOfTheGroupIsTold() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(lag(5, 10), QUIET);
		assertThat(group(indicator)).doesNotContainKeys("state", "members");
		given(this.monitor.members("group"))
			.willReturn(Optional.of(new GroupMembers("group", "Stable", "Classic", OptionalInt.of(3), 7)));
		assertThat(group(indicator)).containsEntry("state", "Stable").containsEntry("members", 3);
	}

	@Test
	void aFailureThatLastsIsUnknown() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(lag(5, 10), QUIET);
		indicator.health();
		given(this.monitor.groups()).willReturn(List.of(new GroupLag("group", "cluster", false, Instant.EPOCH,
				Map.of(PARTITION, TestReadings.of(lag(5, 10))), Set.of(), "no answer")));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(group(indicator)).containsEntry("reason", "no answer");
		sampled(lag(5, 10), QUIET);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void aSamplerThatIsStuckIsUnknown() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(lag(5, 10), QUIET);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		given(this.monitor.isStale(any())).willReturn(true);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(afterGrace(indicator).getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(group(indicator).get("reason")).asString().contains("the sampler seems stuck");
	}

	@Test
	void aSamplerThatIsStuckIsKnownBeforeAnybodyAsks() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(lag(5, 10), QUIET);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		given(this.monitor.isStale(any())).willReturn(true);
		indicator.inspectStale();
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void whereAMemberWithoutACommitBeginsIsTold() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		sampled(new PartitionLag(OptionalLong.empty(), OptionalLong.of(0), OptionalLong.of(10), OptionalLong.of(10),
				OptionalLong.of(4), ""), QUIET);
		assertThat(group(indicator)).containsEntry("withoutCommit", Map.of("orders-0", "begins at offset 6"));
	}

	@Test
	void hotPartitionsAreTold() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		given(this.monitor.groups()).willReturn(List.of(new GroupLag("group", "cluster", false, Instant.EPOCH,
				Map.of(PARTITION,
						new PartitionReading(lag(5, 10), PartitionOutlook.UNKNOWN, true, false, OptionalLong.empty())),
				Set.of(), "")));
		given(this.monitor.age(any())).willReturn(Duration.ofSeconds(1));
		assertThat(group(indicator)).containsEntry("hot", new Object[] { "orders-0" });
	}

	@Test
	void anIndicatorThatFailsIsUnknown() {
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		given(this.monitor.groups()).willThrow(new IllegalStateException("expected by the test"));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(this.containment.failures()).isOne();
	}

	@Test
	void whoOwnsNothingTellsNoLag() {
		given(this.monitor.groups()).willReturn(List.of(empty(false)));
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(group(indicator)).containsEntry("reason", "this instance owns no partitions")
			.doesNotContainKeys("lag", "level", "behind");
	}

	@Test
	void aGroupOfOthersThatShowsNoOffsetsIsUnknown() {
		given(this.monitor.groups()).willReturn(List.of(empty(true)));
		KafkaLagHealthIndicator indicator = indicator(KafkaStatus.DEGRADED);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(group(indicator)).doesNotContainKey("lag")
			.hasEntrySatisfying("reason", (reason) -> assertThat(reason).asString().contains("DESCRIBE"));
	}

	private static GroupLag empty(boolean watched) {
		return new GroupLag("group", "cluster", watched, Instant.EPOCH, Map.of(), Set.of(), "");
	}

	private Health afterGrace(KafkaLagHealthIndicator indicator) {
		indicator.health();
		this.clock.advance(Duration.ofSeconds(10));
		return indicator.health();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> group(KafkaLagHealthIndicator indicator) {
		Map<String, Object> groups = (Map<String, Object>) indicator.health().getDetails().get("groups");
		return (Map<String, Object>) groups.get("group");
	}

	private KafkaLagHealthIndicator indicator(Status problem) {
		return new KafkaLagHealthIndicator(this.monitor, 100, (group, partition) -> Optional.ofNullable(this.pause),
				new LagLevels(0, 100, 10_000),
				new HealthOptions(Duration.ofSeconds(10), Duration.ofSeconds(30), problem), this.clock,
				this.containment);
	}

	private void sampled(PartitionLag lag, PartitionOutlook outlook) {
		GroupLag group = new GroupLag("group", "cluster", false, Instant.EPOCH,
				Map.of(PARTITION, TestReadings.of(lag, outlook)), Set.of(), "");
		given(this.monitor.groups()).willReturn(List.of(group));
		given(this.monitor.age(group)).willReturn(Duration.ofSeconds(1));
	}

	private static PartitionLag lag(long committed, long end) {
		return new PartitionLag(OptionalLong.of(committed), OptionalLong.of(0), OptionalLong.of(end),
				OptionalLong.of(end), OptionalLong.of(end - committed), "");
	}

	private static PartitionOutlook outlook(Trend trend, Optional<Boolean> tooOld) {
		return new PartitionOutlook(OptionalDouble.of(0), trend, Duration.ZERO, "", null, null, null, tooOld);
	}

}
