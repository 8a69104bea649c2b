package io.steadykafka.operations.internal.describe.row;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.RebalanceField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.rebalance.Rebalance;
import org.apache.kafka.common.TopicPartition;

/**
 * Describes the rebalances of a group's listeners in this instance.
 */
final class RebalanceRows {

	private static final int MOST = 20;

	private static final Duration WINDOW = Duration.ofHours(1);

	private static final String OFF = "no record of rebalances is kept: steady.kafka.rebalance.enabled=false";

	private final Optional<RebalanceView> view;

	RebalanceRows(Optional<RebalanceView> view) {
		this.view = view;
	}

	void put(GroupView group, Document document, Field field) {
		Set<String> ids = group.listeners().stream().map(ListenerContainer::id).collect(Collectors.toSet());
		document.put(field,
				this.view.map((rebalances) -> rebalances.recent()
					.get()
					.stream()
					.filter((rebalance) -> ids.contains(rebalance.listener()))
					.limit(MOST)
					.map(RebalanceRows::of)
					.toList()),
				OFF);
	}

	/**
	 * Puts how many rebalances of the last hour disturbed the listener with the most.
	 */
	void count(GroupView group, Document document, Field field) {
		Instant from = group.now().minus(WINDOW);
		Optional<Long> most = this.view.flatMap((rebalances) -> group.listeners()
			.stream()
			.map((listener) -> rebalances.disturbances()
				.apply(listener)
				.stream()
				.filter((when) -> when.isAfter(from))
				.count())
			.max(Comparator.naturalOrder()));
		document.put(field, most, (this.view.isEmpty()) ? OFF : "no listener of this instance is in the group");
	}

	private static Document of(Rebalance rebalance) {
		return new Document().name(RebalanceField.LISTENER, rebalance.listener())
			.put(RebalanceField.START, rebalance.start())
			.put(RebalanceField.END, rebalance.end())
			.put(RebalanceField.DURATION_SECONDS, rebalance.duration())
			.put(RebalanceField.KIND, rebalance.kind())
			.put(RebalanceField.CAUSE, rebalance.cause().name().toLowerCase(Locale.ROOT))
			.put(RebalanceField.CAUSE_TEXT, rebalance.cause().words())
			.put(RebalanceField.REMEDY, rebalance.cause().remedy())
			.put(RebalanceField.GENERATION, (rebalance.generation() < 0) ? null : rebalance.generation(),
					"no member had one anymore")
			.put(RebalanceField.ASSIGNED, sorted(rebalance.assigned()))
			.put(RebalanceField.REVOKED, sorted(rebalance.revoked()))
			.put(RebalanceField.LOST, sorted(rebalance.lost()))
			.put(RebalanceField.KEPT, sorted(rebalance.kept()))
			.put(RebalanceField.LONGEST_PAUSE_SECONDS, rebalance.longestPause(), "no pause is known");
	}

	static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
		return partitions.stream()
			.sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
			.toList();
	}

}
