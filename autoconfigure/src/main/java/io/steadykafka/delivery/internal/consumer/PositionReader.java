package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.CurrentPosition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads positions from a consumer without waiting for a broker. Belongs to the member's
 * thread.
 */
final class PositionReader {

	/**
	 * Whether somebody sought since the last records were delivered.
	 */
	private boolean sought;

	private final Set<TopicPartition> paused = new HashSet<>();

	/**
	 * The application paused partitions without the container: nobody but it knows when
	 * they go on, so they rest as they should.
	 */
	void paused(Collection<TopicPartition> partitions) {
		this.paused.addAll(partitions);
	}

	void sought() {
		this.sought = true;
	}

	void delivered() {
		this.sought = false;
	}

	/**
	 * Read positions.
	 * @return the positions that are known
	 */
	Map<TopicPartition, Long> read(Consumer<?, ?> consumer, Set<TopicPartition> wanted) {
		Map<TopicPartition, Long> positions = new HashMap<>();
		Set<TopicPartition> owned = consumer.assignment();
		Set<TopicPartition> pausedNow = consumer.paused();
		// So a container waits that was told to hand records over again later.
		if (this.sought && pausedNow.containsAll(owned)) {
			return positions;
		}
		this.paused.retainAll(pausedNow);
		for (TopicPartition partition : wanted) {
			if (owned.contains(partition) && !this.paused.contains(partition)) {
				CurrentPosition.of(consumer, partition).ifPresent((position) -> positions.put(partition, position));
			}
		}
		return positions;
	}

}
