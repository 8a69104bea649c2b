package io.steadykafka.operations;

import java.time.Instant;
import java.util.OptionalLong;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A reset of one partition. Immutable.
 *
 * @param partition the partition
 * @param before the committed offset before it, empty if there was none
 * @param after the offset that is read next after it
 * @param timestampBefore the timestamp of the record at {@code before}, {@code null} if
 * there is no such record or it is not known
 * @param timestampAfter the timestamp of the record at {@code after}, {@code null} if
 * there is no such record or it is not known
 * @param owner who owns the partition: a listener of this instance, or a member's client
 * id and host; {@code null} for nobody
 * @param done whether the group stands at {@code after}
 * @param note what to know of it: why the offset is another one than asked for, or why it
 * was not done; {@code null} for nothing
 */
public record PartitionReset(TopicPartition partition, OptionalLong before, long after,
		@Nullable Instant timestampBefore, @Nullable Instant timestampAfter, @Nullable String owner, boolean done,
		@Nullable String note) {

	/**
	 * How many offsets will be read again. Fewer records where the topic is compacted or
	 * has transactions.
	 * @return the number, 0 if none
	 */
	public long again() {
		return (this.before.isPresent()) ? Math.max(0, this.before.getAsLong() - this.after) : 0;
	}

	/**
	 * How many offsets will be left out.
	 * @return the number, 0 if none
	 */
	public long leftOut() {
		return (this.before.isPresent()) ? Math.max(0, this.after - this.before.getAsLong()) : 0;
	}

}
