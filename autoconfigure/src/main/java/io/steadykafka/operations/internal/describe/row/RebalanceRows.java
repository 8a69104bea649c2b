package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

import io.steadykafka.operations.internal.describe.entry.MovedPartitions;
import io.steadykafka.operations.internal.describe.entry.RebalanceEntry;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.field.RebalanceField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.LocalRebalances;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import org.apache.kafka.common.TopicPartition;

/**
 * Describes the rebalances of a group's listeners.
 */
final class RebalanceRows {

	private static final int MOST = 20;

	private static final String OFF = "no record of rebalances is kept: steady.kafka.rebalance.enabled=false";

	private final Optional<RebalanceView> view;

	RebalanceRows(Optional<RebalanceView> view) {
		this.view = view;
	}

	void put(GroupView group, Document document, Field field) {
		document.put(field, this.view.map((rebalances) -> {
			List<Seen> all = new ArrayList<>();
			LocalRebalances.recent(group, rebalances, MOST).forEach((each) -> all.add(new Seen(GroupView.HERE, each)));
			group.others()
				.forEach((
						other) -> other.report().rebalances().forEach((each) -> all.add(new Seen(other.name(), each))));
			return all.stream()
				.sorted(Comparator.comparing((Seen seen) -> seen.rebalance().start()).reversed())
				.limit(MOST)
				.map(RebalanceRows::of)
				.toList();
		}), OFF);
	}

	/**
	 * Puts how many rebalances of the last hour disturbed the listener with the most.
	 * @param silence which instance is silent; empty if none is
	 */
	void count(GroupView group, Document document, Field field, String silence) {
		if (this.view.isEmpty()) {
			document.unknown(field, OFF);
			return;
		}
		OptionalLong here = LocalRebalances.lastHour(group, this.view.get());
		LongStream elsewhere = group.reporting()
			.stream()
			.map(InstanceView::report)
			.flatMapToLong((report) -> report.counts().rebalancesLastHour().stream());
		OptionalLong most = LongStream.concat(here.stream(), elsewhere).max();
		document.put(field, (silence.isEmpty()) ? most : null,
				(silence.isEmpty()) ? "no listener of this instance is in the group" : silence);
	}

	private static Document of(Seen seen) {
		RebalanceEntry rebalance = seen.rebalance();
		RebalanceEntry.Moves moves = rebalance.moves();
		Document row = new Document().put(RebalanceField.INSTANCE, seen.instance())
			.name(RebalanceField.LISTENER, rebalance.listener())
			.put(RebalanceField.START, rebalance.start())
			.put(RebalanceField.END, rebalance.start().plus(rebalance.duration()))
			.put(RebalanceField.DURATION_SECONDS, rebalance.duration())
			.put(RebalanceField.KIND, rebalance.kind())
			.put(RebalanceField.CAUSE, rebalance.cause().name().toLowerCase(Locale.ROOT))
			.put(RebalanceField.CAUSE_TEXT, rebalance.cause().words())
			.put(RebalanceField.REMEDY, rebalance.cause().remedy())
			.put(RebalanceField.GENERATION, (rebalance.generation() < 0) ? null : rebalance.generation(),
					"no member had one anymore");
		put(row, RebalanceField.ASSIGNED, moves.assigned());
		put(row, RebalanceField.REVOKED, moves.revoked());
		put(row, RebalanceField.LOST, moves.lost());
		put(row, RebalanceField.KEPT, moves.kept());
		return row.put(RebalanceField.LONGEST_PAUSE_SECONDS, rebalance.longestPause(), "no pause is known");
	}

	private static void put(Document row, Field field, MovedPartitions moved) {
		row.put(field, (moved.partitions() != null) ? sorted(moved.partitions()) : null,
				moved.count() + " partitions: the report of the instance only has their number");
	}

	static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
		return partitions.stream()
			.sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
			.toList();
	}

	private record Seen(String instance, RebalanceEntry rebalance) {

	}

}
