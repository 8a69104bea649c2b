package io.steadykafka.operations.internal.member;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What of a listener is paused.
 *
 * @param topic the only topic, {@code null} for all
 * @param partition the only partition of the topic, {@code null} for all
 */
public record PauseScope(@Nullable String topic, @Nullable Integer partition) {

	static final PauseScope ALL = new PauseScope(null, null);

	/**
	 * Refuses a partition without a topic.
	 */
	public PauseScope {
		if (topic == null && partition != null) {
			throw new IllegalArgumentException("partition " + partition + " needs a topic: give topic, too");
		}
	}

	boolean covers(TopicPartition candidate) {
		return (this.topic == null || this.topic.equals(candidate.topic()))
				&& (this.partition == null || this.partition == candidate.partition());
	}

	boolean covers(PauseScope other) {
		return (this.topic == null || this.topic.equals(other.topic))
				&& (this.partition == null || this.partition.equals(other.partition));
	}

	int narrowness() {
		return ((this.topic != null) ? 1 : 0) + ((this.partition != null) ? 1 : 0);
	}

	@Override
	public String toString() {
		if (this.topic == null) {
			return "all partitions";
		}
		return (this.partition == null) ? "topic " + this.topic : "partition " + this.topic + "-" + this.partition;
	}

}
