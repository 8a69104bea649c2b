package io.steadykafka.operations.internal.member;

import java.util.List;
import java.util.Optional;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.internal.describe.view.PauseView;
import org.apache.kafka.common.TopicPartition;

/**
 * Shows the pauses of listeners by their ids.
 */
public record ListenerPauseView(ListenerContainers listeners, ListenerPauses pauses) implements PauseView {

	@Override
	public Optional<String> of(String id, TopicPartition partition) {
		return this.find(id).flatMap((listener) -> this.pauses.of(listener, partition)).map(PauseChange::toString);
	}

	@Override
	public List<String> of(String id) {
		return this.find(id)
			.map((listener) -> this.pauses.of(listener).stream().map(PauseChange::toString).toList())
			.orElse(List.of());
	}

	private Optional<ListenerContainer> find(String id) {
		return this.listeners.all().stream().filter((listener) -> listener.id().equals(id)).findFirst();
	}

}
