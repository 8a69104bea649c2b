package io.steadykafka.operations.internal.reset.plan;

import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The offsets of a partition that a reset is planned with.
 *
 * @param commit what the group committed, {@code null} if nothing
 * @param start the log start
 * @param end the high watermark
 * @param stableEnd the last stable offset: below the end while a transaction is open
 * @param atTime the first offset of the wanted time or later; empty if there is none, or
 * no time is wanted
 */
public record PartitionOffsets(@Nullable OffsetAndMetadata commit, long start, long end, long stableEnd,
		OptionalLong atTime) {

	public OptionalLong committed() {
		return (this.commit != null) ? OptionalLong.of(this.commit.offset()) : OptionalLong.empty();
	}

	public boolean isEmpty() {
		return this.start == this.end;
	}

}
