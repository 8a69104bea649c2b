package io.steadykafka.operations.internal.describe.row;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.Loss;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.field.DescriptionField;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.LossField;
import io.steadykafka.operations.internal.describe.field.SettingField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.GroupViews;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import io.steadykafka.startup.ListenerReport;

/**
 * Describes a group in the fields that only the document of one group has.
 */
public final class GroupDetails {

	private final Optional<ConsumerLag> lag;

	private final Supplier<List<ListenerReport>> reports;

	private final MemberRows members;

	private final PartitionRows partitions;

	private final RebalanceRows rebalances;

	private final RecordRows records;

	private final OperationRows operations;

	private final FindingRows findings;

	private final HealthRows health;

	public GroupDetails(ListenerViews listeners, GroupViews groups) {
		this.lag = groups.lag();
		this.reports = groups.reports();
		this.members = new MemberRows(listeners.members());
		this.partitions = new PartitionRows(groups.levels());
		this.rebalances = new RebalanceRows(groups.rebalances());
		this.records = new RecordRows(listeners);
		this.operations = new OperationRows(groups.recent());
		this.findings = new FindingRows(listeners);
		this.health = new HealthRows(groups.health());
	}

	public Document of(GroupView group, List<PartitionView> views) {
		Document document = new Document();
		this.members.put(group, document, DescriptionField.MEMBERS);
		document.put(DescriptionField.PARTITIONS, this.partitions.of(views, group.now()));
		this.rebalances.put(group, document, DescriptionField.REBALANCES);
		document.put(DescriptionField.RECORDS, this.records.of(group))
			.put(DescriptionField.REPLAYS, this.operations.replays(group))
			.put(DescriptionField.RESETS, this.operations.resets(group))
			.put(DescriptionField.LOSSES, this.lag.map((present) -> losses(present, group)),
					"lag is not sampled: steady.kafka.lag.enabled=false")
			.put(DescriptionField.SETTINGS, settings(group))
			.put(DescriptionField.FINDINGS, this.findings.of(group));
		this.health.put(group, document, DescriptionField.HEALTH);
		return document;
	}

	private static List<Document> losses(ConsumerLag lag, GroupView group) {
		return lag.losses(group.name()).stream().map(GroupDetails::loss).toList();
	}

	private static Document loss(Loss loss) {
		return new Document().put(LossField.TOPIC, loss.partition().topic())
			.put(LossField.PARTITION, loss.partition().partition())
			.put(LossField.RECORDS, loss.records())
			.put(LossField.AT, loss.at());
	}

	private List<Document> settings(GroupView group) {
		Set<String> ids = group.listeners().stream().map(ListenerContainer::id).collect(Collectors.toSet());
		return this.reports.get()
			.stream()
			.filter((report) -> ids.contains(report.listener()))
			.flatMap((report) -> report.settings()
				.stream()
				.map((setting) -> new Document().name(SettingField.LISTENER, report.listener())
					.put(SettingField.NAME, setting.name())
					.put(SettingField.VALUE, setting.value())
					.put(SettingField.ORIGIN, setting.origin().label())
					.put(SettingField.NOTE, setting.note())))
			.toList();
	}

}
