package io.steadykafka.lag.internal.time;

import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.progress.LastDelivery;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the lag of a partition by the position of the member that reads it here.
 */
final class MemberLag {

	private MemberLag() {
	}

	/**
	 * The lag of a group that never committed and has a member: the member would start
	 * again with the first record that was delivered to it, or from its position if there
	 * was none. To start at the end now, as the reset policy says, would miss what was
	 * written since.
	 * @param position the position of a member without deliveries, empty for none
	 */
	static PartitionLag from(PartitionLag lag, @Nullable LastDelivery delivered, OptionalLong position) {
		OptionalLong next = next(lag, delivered, position);
		return next.isPresent() ? LagCalculation.readingAt(lag, next.getAsLong()) : lag;
	}

	/**
	 * Whether such a member is beyond the end: the topic was truncated or made anew, or
	 * the end was read a moment before.
	 */
	static boolean isBeyondEnd(PartitionLag lag, @Nullable LastDelivery delivered, OptionalLong position) {
		OptionalLong next = next(lag, delivered, position);
		return next.isPresent() && next.getAsLong() > lag.highWatermark().orElse(Long.MAX_VALUE);
	}

	private static OptionalLong next(PartitionLag lag, @Nullable LastDelivery delivered, OptionalLong position) {
		if (lag.committed().isPresent() || lag.logEnd().isEmpty() || lag.logStart().isEmpty()) {
			return OptionalLong.empty();
		}
		return (delivered != null) ? OptionalLong.of(delivered.startOffset()) : position;
	}

	static PartitionLag madeAnew(PartitionLag lag) {
		return new PartitionLag(lag.committed(), lag.logStart(), lag.logEnd(), lag.highWatermark(),
				OptionalLong.empty(), "a member stands beyond the end: the topic was truncated or made anew");
	}

	/**
	 * The lag of a member that has processed and committed everything delivered to it,
	 * and whose position is further.
	 */
	static PartitionLag beyond(PartitionLag lag, long position) {
		boolean further = lag.lag().isPresent() && position > lag.position().orElseThrow();
		// Beyond the end it is a position in a topic that was made anew since.
		return (further && position <= lag.logEnd().orElseThrow()) ? LagCalculation.readingAt(lag, position) : lag;
	}

}
