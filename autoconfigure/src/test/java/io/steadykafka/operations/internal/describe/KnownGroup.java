package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.offsets.LagLevel;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.lag.internal.time.LagCurve;
import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Severity;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.DeadLetterReplay.Progress;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import io.steadykafka.operations.internal.describe.entry.FindingEntry;
import io.steadykafka.operations.internal.describe.entry.HealthEntry;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry;
import io.steadykafka.operations.internal.describe.view.GroupReport;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.HealthView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.PartitionState;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.operations.internal.describe.view.RecentOperations;
import io.steadykafka.operations.internal.describe.view.ReportedPartition;
import io.steadykafka.startup.ListenerReport;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import org.apache.kafka.common.TopicPartition;

/**
 * A group of one listener here and perhaps members elsewhere, of which a test says what
 * is known. Without that nothing is.
 */
public final class KnownGroup {

	public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	public static final LagLevels LEVELS = new LagLevels(0, 100, 10_000);

	public final LocalListener local = new LocalListener("orders", "shop");

	public final List<FailedRecord> failing = new ArrayList<>();

	public final List<WatchFinding> watchdog = new ArrayList<>();

	public final List<Finding> lint = new ArrayList<>();

	public final List<ListenerReport> reports = new ArrayList<>();

	public final Map<TopicPartition, String> pauses = new HashMap<>();

	public final List<GroupMember> members = new ArrayList<>();

	public final Map<TopicPartition, PartitionLag> offsets = new HashMap<>();

	public final Map<TopicPartition, PartitionReading> readings = new HashMap<>();

	public KnownLag lag = KnownLag.of(List.of());

	public Optional<RebalanceView> rebalances = Optional.empty();

	public HealthView health = Map::of;

	public final List<InstanceView> others = new ArrayList<>();

	public List<LagCurve.Point> history = List.of();

	public final List<DeadLetterReplay> replays = new ArrayList<>();

	public final List<OffsetReset> resets = new ArrayList<>();

	public String type = "Classic";

	public boolean handled = true;

	public List<String> stackTrace = List.of();

	public static TopicPartition orders(int partition) {
		return new TopicPartition("orders", partition);
	}

	public static PartitionLag lag(long committed, long end) {
		return new PartitionLag(OptionalLong.of(committed), OptionalLong.of(0), OptionalLong.of(end),
				OptionalLong.of(end), OptionalLong.of(end - committed), "");
	}

	public static PartitionLag lag(String unknownBecause) {
		return new PartitionLag(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
				OptionalLong.empty(), unknownBecause);
	}

	public static FailedRecord failed(int partition, FailedRecord.State state) {
		return new FailedRecord("orders", "shop", orders(partition), 7, NOW, "key", new FailedRecord.Failure(state, NOW,
				3, NOW, NOW, NOW.plusSeconds(60), "IllegalStateException: no", ""));
	}

	public static DeadLetterReplay replay(String listener) {
		return new DeadLetterReplay("replay-" + listener, listener, "orders-dlt", new Progress(10, 4, 1, false),
				Map.of(), NOW, NOW, "cancelled by alice");
	}

	/**
	 * A reset of three partitions, of which one could not be moved.
	 */
	public static OffsetReset reset(String group) {
		return new OffsetReset("reset-" + group, group, NOW, "alice", true, false,
				List.of(new PartitionReset(orders(0), OptionalLong.of(9), 2, null, null, null, true, null),
						new PartitionReset(orders(1), OptionalLong.of(9), 5, null, null, null, false, null),
						new PartitionReset(orders(2), OptionalLong.of(1), 4, null, null, null, true, null)));
	}

	/**
	 * Another instance owns partitions.
	 */
	public KnownGroup elsewhere(TopicPartition... partitions) {
		this.members.add(new GroupMember("elsewhere", "shop-2", "/10.0.0.2", "", Set.of(partitions)));
		return this;
	}

	/**
	 * Another instance says what it knows of partitions that it owns.
	 */
	public InstanceView reports(boolean stale, Map<TopicPartition, ReportedPartition> partitions) {
		InstanceView instance = new InstanceView("1f", "12@host", NOW.minusSeconds(stale ? 23 : 2), stale,
				List.of("orders: running"), List.of(), List.of(failed(9, FailedRecord.State.BLOCKED)),
				new GroupReport(partitions, Map.of("elsewhere", "orders"),
						new GroupReport.Counts(OptionalLong.of(3), OptionalLong.of(1), OptionalLong.of(5)),
						List.of(RebalanceEntry.of(KnownRebalance.revoking("orders", orders(9), NOW))),
						List.of(FindingEntry.of(new Finding("client-id", "orders", Severity.UNWISE, "two", "one"))),
						List.of(new HealthEntry("kafkaLag", "", "DEGRADED", null, "it grows", "", ""))),
				List.of());
		this.others.add(instance);
		return instance;
	}

	public static ReportedPartition reported(Trend trend, int secondsBehind) {
		return new ReportedPartition("orders", PartitionState.PAUSED, "paused by ann", OptionalLong.of(7),
				LagLevel.BEHIND, new PartitionOutlook(OptionalDouble.of(-2), trend, Duration.ofSeconds(secondsBehind),
						"", Duration.ofSeconds(2), null, null, Optional.empty()),
				true, NOW.minusSeconds(3));
	}

	/**
	 * The listener here owns partitions, as the brokers know.
	 */
	public KnownGroup here(TopicPartition... partitions) {
		this.local.assign(partitions);
		this.members.add(new GroupMember(LocalListener.MEMBER, "shop-1", "/10.0.0.1", "", Set.of(partitions)));
		return this;
	}

	public KnownGroup sampled(TopicPartition partition, PartitionLag sample) {
		this.readings.put(partition, TestReadings.of(sample));
		return this;
	}

	public GroupView view() {
		return view(Answer.of(new BrokerGroup("shop", "Stable", this.type, "range", "1 at broker:9092", this.members,
				this.offsets, ""), NOW.minusMillis(500)));
	}

	public GroupView view(Answer<BrokerGroup> answer) {
		GroupLag sample = (this.readings.isEmpty()) ? null : new GroupLag("shop", "localhost:1", false,
				NOW.minus(Duration.ofSeconds(2)), this.readings, Set.of(), "");
		return new GroupView("shop", "localhost:1", List.of(this.local.listener()), List.of(), answer, sample, NOW,
				this.others);
	}

	public ListenerViews listeners() {
		return new ListenerViews(this.local.states(), this.local.assignments().owned(), this.local.members(),
				(listener) -> (this.handled) ? Optional.of(this.failing) : Optional.empty(),
				(record) -> this.stackTrace, (listener) -> this.watchdog, () -> this.lint,
				(listener, partition) -> Optional.ofNullable(this.pauses.get(partition)));
	}

	public GroupViews groups() {
		return new GroupViews(Optional.of(this.lag), LEVELS, this.rebalances, () -> this.reports, this.health,
				(group) -> this.others, (sample) -> this.history,
				new RecentOperations(() -> this.replays, () -> this.resets));
	}

}
