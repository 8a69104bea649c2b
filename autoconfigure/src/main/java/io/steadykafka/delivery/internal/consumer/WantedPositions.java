package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The positions that hooks want to know, without those of partitions that the application
 * paused or that wait on purpose. Belongs to the member's thread.
 */
final class WantedPositions {

	/**
	 * Whether somebody sought since the last records were delivered.
	 */
	private boolean sought;

	private final Set<TopicPartition> paused = new HashSet<>();

	WantedPositions(boolean sought) {
		this.sought = sought;
	}

	/**
	 * The application pauses partitions without the container, and alone knows for how
	 * long.
	 */
	void onPause(Collection<TopicPartition> partitions) {
		this.paused.addAll(partitions);
	}

	void onSeek() {
		this.sought = true;
	}

	void onDelivery() {
		this.sought = false;
	}

	/**
	 * The positions that are known now.
	 */
	Map<TopicPartition, Long> read(Consumer<?, ?> consumer, Set<TopicPartition> wanted) {
		Map<TopicPartition, Long> positions = new HashMap<>();
		Set<TopicPartition> owned = consumer.assignment();
		Set<TopicPartition> pausedNow = consumer.paused();
		// A container waits like this after a nack with a sleep time.
		if (this.sought && pausedNow.containsAll(owned)) {
			return positions;
		}
		this.paused.retainAll(pausedNow);
		for (TopicPartition partition : wanted) {
			if (owned.contains(partition) && !this.paused.contains(partition)) {
				read(consumer, partition).ifPresent((position) -> positions.put(partition, position));
			}
		}
		return positions;
	}

	/**
	 * Throws what the poll would have thrown: some errors come once only.
	 */
	private static OptionalLong read(Consumer<?, ?> consumer, TopicPartition partition) {
		try {
			return OptionalLong.of(consumer.position(partition, Duration.ZERO));
		}
		catch (TimeoutException ex) {
			// The consumer itself does not know it yet.
			return OptionalLong.empty();
		}
	}

}
