package io.steadykafka.operations.internal.describe.row;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.ReplayField;
import io.steadykafka.operations.internal.describe.field.ResetField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.RecentOperations;

/**
 * Describes the last replays and resets of a group.
 */
final class OperationRows {

	private final RecentOperations recent;

	OperationRows(RecentOperations recent) {
		this.recent = recent;
	}

	/**
	 * The replays to listeners of the group here, the last one first.
	 */
	List<Document> replays(GroupView group) {
		Set<String> listeners = group.listeners().stream().map(ListenerContainer::id).collect(Collectors.toSet());
		return this.recent.replays()
			.get()
			.stream()
			.filter((replay) -> listeners.contains(replay.listener()))
			.map(OperationRows::of)
			.toList();
	}

	private static Document of(DeadLetterReplay replay) {
		return new Document().put(ReplayField.ID, Objects.requireNonNullElse(replay.id(), ""))
			.name(ReplayField.LISTENER, replay.listener())
			.put(ReplayField.TOPIC, replay.topic())
			.put(ReplayField.RECORDS, replay.progress().records())
			.put(ReplayField.REPLAYED, replay.progress().replayed())
			.put(ReplayField.FAILED_AGAIN, replay.progress().failedAgain())
			.put(ReplayField.RUNNING, replay.progress().running())
			.put(ReplayField.PROBLEM, Objects.requireNonNullElse(replay.problem(), ""));
	}

	/**
	 * The resets of the group that can be undone, the last one first.
	 */
	List<Document> resets(GroupView group) {
		return this.recent.resets()
			.get()
			.stream()
			.filter((reset) -> reset.group().equals(group.name()))
			.map(OperationRows::of)
			.toList();
	}

	private static Document of(OffsetReset reset) {
		List<PartitionReset> moved = reset.partitions().stream().filter(PartitionReset::done).toList();
		return new Document().put(ResetField.ID, reset.id())
			.put(ResetField.AT, reset.at())
			.put(ResetField.BY, reset.by())
			.put(ResetField.PARTITIONS, moved.size())
			.put(ResetField.TOPICS,
					moved.stream().map((partition) -> partition.partition().topic()).distinct().sorted().toList())
			.put(ResetField.AGAIN, moved.stream().mapToLong(PartitionReset::again).sum())
			.put(ResetField.LEFT_OUT, moved.stream().mapToLong(PartitionReset::leftOut).sum());
	}

}
