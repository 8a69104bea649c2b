package io.steadykafka.operations.internal.describe.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.state.ContainerState;
import io.steadykafka.listener.internal.state.ShareListener;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.field.ListenerField;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.ListenerViews;
import org.apache.kafka.common.TopicPartition;

/**
 * Describes the listeners of this instance in a group.
 */
final class ListenerRows {

	private final ListenerViews views;

	ListenerRows(ListenerViews views) {
		this.views = views;
	}

	List<Document> of(GroupView group) {
		List<Document> rows = new ArrayList<>();
		group.listeners().forEach((listener) -> rows.add(of(listener)));
		group.share().forEach((listener) -> rows.add(of(listener)));
		return rows;
	}

	private Document of(ListenerContainer listener) {
		Set<TopicPartition> owned = this.views.owned().of(listener);
		Stream<String> ofPartitions = owned.stream()
			.flatMap((partition) -> this.views.pauses().of(listener.id(), partition).stream());
		List<String> pauses = Stream.concat(this.views.pauses().of(listener.id()).stream(), ofPartitions)
			.distinct()
			.sorted()
			.toList();
		return row(listener.id(), this.views.states().of(listener)).put(ListenerField.ASSIGNED, owned.size())
			.put(ListenerField.PAUSES, pauses);
	}

	private static Document of(ShareListener listener) {
		return row(listener.id(), listener.state())
			.unknown(ListenerField.ASSIGNED, "members of a share group share partitions")
			.put(ListenerField.PAUSES, List.of());
	}

	private static Document row(String id, ContainerState state) {
		return new Document().name(ListenerField.LISTENER, id)
			.put(ListenerField.STATE, state.kind())
			.put(ListenerField.REASON, state.reason())
			.put(ListenerField.REMEDY, state.remedy());
	}

}
