package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

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
				position(consumer, partition).ifPresent((position) -> positions.put(partition, position));
			}
		}
		return positions;
	}

	private static Optional<Long> position(Consumer<?, ?> consumer, TopicPartition partition) {
		try {
			return Optional.of(consumer.position(partition, Duration.ZERO));
		}
		catch (TimeoutException ex) {
			// The consumer itself does not know it yet.
			return Optional.empty();
		}
	}

}
