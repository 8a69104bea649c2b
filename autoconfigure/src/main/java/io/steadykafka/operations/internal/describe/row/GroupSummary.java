package io.steadykafka.operations.internal.describe.row;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.lag.internal.time.LagCurve;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.GroupField;
import io.steadykafka.operations.internal.describe.field.LagPointField;
import io.steadykafka.operations.internal.describe.view.Elsewhere;
import io.steadykafka.operations.internal.describe.view.GroupReport.Counts;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import org.jspecify.annotations.Nullable;

/**
 * Describes a group in the fields that both documents have.
 */
public final class GroupSummary {

	private final Optional<ConsumerLag> lag;

	private final LagLevels levels;

	private final ListenerRows listeners;

	private final RecordRows records;

	private final RebalanceRows rebalances;

	private final Function<GroupLag, List<LagCurve.Point>> lagHistory;

	public GroupSummary(ListenerViews listeners, GroupViews groups) {
		this.lag = groups.lag();
		this.levels = groups.levels();
		this.listeners = new ListenerRows(listeners);
		this.records = new RecordRows(listeners);
		this.rebalances = new RebalanceRows(groups.rebalances());
		this.lagHistory = groups.lagHistory();
	}

	public Document of(GroupView group, List<PartitionView> partitions) {
		Document document = new Document().name(GroupField.GROUP, group.name())
			.put(GroupField.CLUSTER, group.servers())
			.put(GroupField.HERE, group.isHere())
			.put(GroupField.LISTENERS, this.listeners.of(group))
			.put(GroupField.INSTANCES, InstanceRows.of(group));
		putMembership(document, group);
		String silence = new Elsewhere(group).silence();
		document.put(GroupField.LAG_HISTORY, history(group.sample()));
		putLag(document, group, GroupTotals.of(partitions), silence);
		this.rebalances.count(group, document, GroupField.REBALANCES_LAST_HOUR, silence);
		this.records.count(group, document, GroupField.BLOCKED_RECORDS, FailedRecord::isBlocked, Counts::blocked,
				silence);
		this.records.count(group, document, GroupField.RETRYING_RECORDS, (record) -> !record.isBlocked(),
				Counts::retrying, silence);
		return document.put(GroupField.GROUP_SAMPLE, SampleRow.of(group.answer(), group.now()))
			.put(GroupField.LAG_SAMPLE, (group.sample() != null) ? SampleRow.of(group.sample(), group.now()) : null,
					(this.lag.isEmpty()) ? "lag is not sampled: steady.kafka.lag.enabled=false"
							: "this instance does not sample the group");
	}

	private static void putMembership(Document document, GroupView group) {
		BrokerGroup known = group.answer().value();
		String unknown = group.answer().whyUnknown();
		document.put(GroupField.STATE, (known != null) ? text(known.state()) : null, unknown)
			.put(GroupField.TYPE, (known != null) ? text(known.type().toLowerCase(Locale.ROOT)) : null, unknown)
			.put(GroupField.ASSIGNOR, (known != null && known.members() != null) ? known.assignor() : null,
					group.unknownBecause())
			.put(GroupField.COORDINATOR, (known != null) ? text(known.coordinator()) : null,
					(known != null && !known.unknownBecause().isEmpty()) ? known.unknownBecause() : unknown)
			.put(GroupField.MEMBER_COUNT, (known != null && known.members() != null) ? known.members().size() : null,
					group.unknownBecause());
	}

	private static @Nullable String text(String known) {
		return (known.isEmpty()) ? null : known;
	}

	private List<Document> history(@Nullable GroupLag sample) {
		if (sample == null) {
			return List.of();
		}
		return this.lagHistory.apply(sample)
			.stream()
			.map((point) -> new Document().put(LagPointField.AT, point.at()).put(LagPointField.LAG, point.lag()))
			.toList();
	}

	private void putLag(Document document, GroupView group, GroupTotals totals, String silence) {
		BrokerGroup known = group.answer().value();
		boolean described = known != null && known.offsets() != null;
		boolean sampled = group.sample() != null && group.sample().sampledAt() != null;
		if (!described && !sampled) {
			String because = (known != null && !group.isHere() && known.unknownBecause().isEmpty())
					? "describe the group to see it" : group.unknownBecause();
			List.of(GroupField.PARTITION_COUNT, GroupField.LAG, GroupField.LAG_AT_LEAST, GroupField.SECONDS_BEHIND,
					GroupField.TREND, GroupField.LEVEL)
				.forEach((field) -> document.unknown(field, because));
			return;
		}
		// Offsets of partitions that others own come from the brokers alone.
		boolean complete = described || (group.sample() != null && group.sample().watched());
		document.put(GroupField.PARTITION_COUNT, (complete) ? totals.partitions().size() : null, group.unknownBecause())
			.put(GroupField.LAG, (complete) ? totals.lag() : null,
					(complete) ? totals.unknownBecause() : group.unknownBecause())
			.put(GroupField.LAG_AT_LEAST, totals.atLeast())
			.put(GroupField.SECONDS_BEHIND, (silence.isEmpty()) ? totals.behind() : null,
					(silence.isEmpty()) ? totals.behindUnknownBecause() : silence)
			.put(GroupField.TREND, totals.trend(silence),
					(silence.isEmpty()) ? "too few samples, or none here" : silence)
			.put(GroupField.LEVEL, (complete) ? totals.level(this.levels) : null,
					(complete) ? totals.unknownBecause() : group.unknownBecause());
	}

}
