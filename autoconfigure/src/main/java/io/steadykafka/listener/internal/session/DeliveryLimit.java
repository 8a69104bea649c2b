package io.steadykafka.listener.internal.session;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Limits a batch.
 *
 * @param records how many records at most, 1 or more
 * @param only the only partition that records may be of, as soon as there is one in
 * memory; others are delivered until then. {@code null} for any
 */
public record DeliveryLimit(int records, @Nullable TopicPartition only) {

	/**
	 * No bounds.
	 */
	public static final DeliveryLimit ALL = new DeliveryLimit(Integer.MAX_VALUE, null);

	/**
	 * Both bounds at once.
	 */
	public DeliveryLimit and(DeliveryLimit other) {
		return new DeliveryLimit(Math.min(this.records, other.records), (this.only != null) ? this.only : other.only);
	}

}
