package io.steadykafka.failure.internal.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long a partition that is delivered alone keeps the others of its consumer
 * waiting if no record of it arrives. Safe for use by several threads.
 */
final class ExclusivePartition {

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private final Map<Consumer<?, ?>, Since> consumers = new WeakHashMap<>();

	/**
	 * Whether a partition may be delivered alone: not any more if that was allowed for a
	 * while and nothing was delivered.
	 */
	synchronized boolean isOn(Consumer<?, ?> consumer, TopicPartition wanted, Instant now) {
		@Nullable Since since = this.consumers.get(consumer);
		if (since == null || !since.partition.equals(wanted)) {
			this.consumers.put(consumer, new Since(wanted, now));
			return true;
		}
		return !since.start.plus(LONGEST).isBefore(now);
	}

	synchronized void delivered(Consumer<?, ?> consumer) {
		if (!this.consumers.isEmpty()) {
			this.consumers.remove(consumer);
		}
	}

	private record Since(TopicPartition partition, Instant start) {

	}

}
