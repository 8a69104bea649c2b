package io.steadykafka.operations.internal.describe.view;

import java.util.List;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/**
 * What operations paused.
 */
@FunctionalInterface
public interface PauseView {

	/**
	 * Why a partition of a listener is paused, by whom and since when.
	 * @return one clause, empty if no operation paused it
	 */
	Optional<String> of(String listener, TopicPartition partition);

	/**
	 * All pauses of a listener, also of partitions that it does not own now.
	 * @return one clause each
	 */
	default List<String> of(String listener) {
		return List.of();
	}

}
