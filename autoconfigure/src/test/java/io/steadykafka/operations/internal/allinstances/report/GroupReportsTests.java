package io.steadykafka.operations.internal.allinstances.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevel;
import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Severity;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.channel.Sent;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.KnownLag;
import io.steadykafka.operations.internal.describe.KnownRebalance;
import io.steadykafka.operations.internal.describe.LocalListener;
import io.steadykafka.operations.internal.describe.entry.HealthEntry;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry;
import io.steadykafka.operations.internal.describe.view.GroupReport;
import io.steadykafka.operations.internal.describe.view.PartitionState;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.operations.internal.describe.view.ReportedPartition;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance.Kind;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link GroupReportReader} reads what {@link GroupReports} write.
 */
class GroupReportsTests {

	private static final Instant NOW = KnownGroup.NOW;

	private final KnownGroup group = new KnownGroup();

	private final Map<TopicPartition, PartitionReading> readings = new HashMap<>();

	private final ReportRoom room = new ReportRoom(100_000);

	@Test
	void aPartitionIsReadAsItWas() {
		this.group.local.assign(KnownGroup.orders(0));
		PartitionOutlook outlook = new PartitionOutlook(OptionalDouble.of(-2.5), Trend.SHRINKING,
				Duration.ofMillis(1_500), "", Duration.ofSeconds(2), Duration.ofHours(1), null, Optional.empty());
		this.readings.put(KnownGroup.orders(0),
				new PartitionReading(KnownGroup.lag(5, 9), outlook, true, false, OptionalLong.of(7)));
		assertThat(report().partitions())
			.containsExactly(Map.entry(KnownGroup.orders(0), new ReportedPartition("orders", PartitionState.FLOWING, "",
					OptionalLong.of(7), LagLevel.NORMAL, outlook, true, NOW.minusSeconds(3))));
	}

	@Test
	void whatIsNotKnownStaysSo() {
		this.group.local.assign(KnownGroup.orders(0), KnownGroup.orders(1));
		this.readings.put(KnownGroup.orders(0), new PartitionReading(KnownGroup.lag("no answer"),
				PartitionOutlook.UNKNOWN, false, false, OptionalLong.empty()));
		Map<TopicPartition, ReportedPartition> partitions = report().partitions();
		assertThat(partitions.get(KnownGroup.orders(0)).outlook()).isEqualTo(PartitionOutlook.UNKNOWN);
		assertThat(partitions.get(KnownGroup.orders(0)).level()).isNull();
		assertThat(partitions.get(KnownGroup.orders(0)).position()).isEmpty();
		assertThat(partitions.get(KnownGroup.orders(1)).state()).isEqualTo(PartitionState.FLOWING);
		assertThat(partitions.get(KnownGroup.orders(1)).outlook()).isNull();
		assertThat(partitions.get(KnownGroup.orders(1)).sampledAt()).isNull();
	}

	@Test
	void aPartitionThatIsOnlyMonitoredHasNoListener() {
		this.readings.put(KnownGroup.orders(3), TestReadings.of(KnownGroup.lag(5, 9)));
		assertThat(report().partitions().get(KnownGroup.orders(3))).returns(false, ReportedPartition::isOwned)
			.returns(null, ReportedPartition::state);
	}

	@Test
	void statesAreReportedAndWhatPauses() {
		this.group.local.assign(KnownGroup.orders(0), KnownGroup.orders(1), KnownGroup.orders(2));
		this.group.pauses.put(KnownGroup.orders(0), "paused by ann");
		this.group.failing.add(KnownGroup.failed(1, State.BLOCKED));
		this.group.failing.add(KnownGroup.failed(2, State.RETRYING));
		GroupReport report = report();
		assertThat(report.partitions().get(KnownGroup.orders(0)))
			.returns(PartitionState.PAUSED, ReportedPartition::state)
			.returns("paused by ann", ReportedPartition::paused);
		assertThat(report.partitions().get(KnownGroup.orders(1)).state()).isEqualTo(PartitionState.BLOCKED);
		assertThat(report.partitions().get(KnownGroup.orders(2)).state()).isEqualTo(PartitionState.RETRYING);
		assertThat(report.counts().blocked()).hasValue(1);
		assertThat(report.counts().retrying()).hasValue(1);
	}

	@Test
	void membersAreReported() {
		this.group.local.assign(KnownGroup.orders(0));
		assertThat(report().members()).isEqualTo(Map.of(LocalListener.MEMBER, "orders"));
	}

	@Test
	void theLastRebalancesAreReportedWithWhatMoved() {
		this.group.rebalances = Optional
			.of(new RebalanceView(() -> List.of(KnownRebalance.revoking("orders", KnownGroup.orders(0), NOW)),
					(listener) -> List.of(NOW)));
		assertThat(report().counts().rebalancesLastHour()).hasValue(1);
		RebalanceEntry read = report().rebalances().get(0);
		assertThat(read.listener()).isEqualTo("orders");
		assertThat(read.start()).isEqualTo(NOW);
		assertThat(read.duration()).isEqualTo(Duration.ofMillis(1_500));
		assertThat(read.kind()).isEqualTo(Kind.REVOKED);
		assertThat(read.cause()).isEqualTo(Cause.MEMBERS_CHANGED);
		assertThat(read.generation()).isEqualTo(3);
		assertThat(read.moves().revoked().partitions()).isEqualTo(Set.of(KnownGroup.orders(0)));
		assertThat(read.moves().assigned().partitions()).isEmpty();
		assertThat(read.longestPause()).isNull();
	}

	@Test
	void findingsAndHealthThatIsNotFineAreReported() {
		this.group.watchdog.add(new WatchFinding(WatchState.SLOW_LISTENER, WatchFinding.Severity.WARNING, "it is slow",
				"make it faster", NOW));
		this.group.lint.add(new Finding("client-id", "orders", Severity.UNWISE, "two have one", "give each its own"));
		this.group.health = () -> Map.of("kafkaConsumers",
				Map.of("listeners", Map.of("orders", Map.of("status", "UP", "reason", "running"))), "kafkaLag",
				Map.of("groups", Map.of("shop", Map.of("status", "DEGRADED", "reason", "it grows"))));
		assertThat(report().findings()).extracting((finding) -> finding.source() + ": " + finding.name())
			.containsExactly("watchdog: slow listener", "lint: client-id");
		assertThat(report().findings().get(0).since()).isEqualTo(NOW);
		assertThat(report().health())
			.containsExactly(new HealthEntry("kafkaLag", "", "DEGRADED", null, "it grows", "", ""));
	}

	@Test
	void aCapabilityThatFailsLeavesOutTheRest() {
		this.group.health = () -> {
			throw new IllegalStateException("no health");
		};
		assertThat(reports()).isEmpty();
	}

	private GroupReport report() {
		Map<?, ?> received = (Map<?, ?>) Sent.report(Map.of("groups", reports())).get("groups");
		return GroupReportReader.read(received.get("shop"), NOW);
	}

	private Map<String, Object> reports() {
		String servers = ClusterKey.of(this.group.local.listener()).servers();
		this.group.lag = new KnownLag(List.of(new GroupLag("shop", servers, false,
				(this.readings.isEmpty()) ? null : NOW.minusSeconds(3), this.readings, Set.of(), "")), List.of());
		return new GroupReports(this.group.listeners(), this.group.groups(), Clock.fixed(NOW, ZoneOffset.UTC),
				new Containment())
			.of(this.group.local.containers().all(), this.room);
	}

}
