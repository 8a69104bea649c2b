package io.steadykafka.failure;

import java.time.Duration;
import java.time.Instant;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a partition that is to be handed over alone does not keep the others
 * waiting for long if nothing of it comes. Safe for use by several threads.
 */
final class Focus {

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private @Nullable TopicPartition partition;

	private Instant since = Instant.MIN;

	/**
	 * Whether a partition may be handed over alone.
	 * @param wanted the partition
	 * @param now the time
	 * @return {@code false} if that was allowed for a while and nothing came of it
	 */
	synchronized boolean isOn(TopicPartition wanted, Instant now) {
		if (!wanted.equals(this.partition)) {
			this.partition = wanted;
			this.since = now;
		}
		return !this.since.plus(LONGEST).isBefore(now);
	}

	synchronized void handedOver() {
		this.partition = null;
	}

}
