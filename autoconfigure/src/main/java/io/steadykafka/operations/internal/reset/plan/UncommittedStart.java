package io.steadykafka.operations.internal.reset.plan;

import io.steadykafka.lag.internal.offsets.ResetPolicy;

/**
 * Where a group begins without a committed offset.
 *
 * @param autoOffsetReset the value of {@code auto.offset.reset}; anything but
 * {@code latest} counts as {@code earliest}, which leaves nothing out
 */
public record UncommittedStart(String autoOffsetReset) {

	public long of(PartitionOffsets offsets) {
		boolean latest = ResetPolicy.parse(this.autoOffsetReset).kind() == ResetPolicy.Kind.LATEST;
		return (latest) ? offsets.end() : offsets.start();
	}

}
