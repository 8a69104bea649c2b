package io.steadykafka.lag.internal.progress;

import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Offsets and timestamps of the records of one partition that a poll delivered to a
 * member last.
 *
 * @param startOffset the offset of the first record since the member owns the partition
 * @param firstOffset the offset of the delivery's first record
 * @param firstTimestamp its timestamp, in milliseconds
 * @param lastOffset the offset of the last record
 * @param lastTimestamp its timestamp, in milliseconds
 */
public record LastDelivery(long startOffset, long firstOffset, long firstTimestamp, long lastOffset,
		long lastTimestamp) {

	/**
	 * The year 2000: what is older is a number in another unit, or none.
	 */
	private static final long OLDEST = 946_684_800_000L;

	static LastDelivery of(ConsumerRecord<?, ?> first, ConsumerRecord<?, ?> last, @Nullable LastDelivery before) {
		long start = (before != null) ? Math.min(before.startOffset, first.offset()) : first.offset();
		return new LastDelivery(start, first.offset(), first.timestamp(), last.offset(), last.timestamp());
	}

	/**
	 * The offset that is expected after these records. A retry seeks back into them;
	 * after any other seek the offset is not known.
	 * @param sought where somebody sought since; {@code null} if nobody did, empty for
	 * the beginning or the end
	 */
	OptionalLong next(@Nullable OptionalLong sought) {
		if (sought == null) {
			return OptionalLong.of(this.lastOffset + 1);
		}
		boolean again = sought.isPresent() && sought.getAsLong() >= this.firstOffset
				&& sought.getAsLong() <= this.lastOffset + 1;
		return (again) ? sought : OptionalLong.empty();
	}

	/**
	 * The timestamp of the last known record before a position, in milliseconds; empty if
	 * it is not known. Records that were delivered and not processed yet do not count.
	 * @param now the time now: a producer's clock may be wrong, and a timestamp of the
	 * future says nothing
	 */
	public OptionalLong before(long position, long now) {
		if (this.lastOffset < position && isPlausible(this.lastTimestamp, now)) {
			return OptionalLong.of(this.lastTimestamp);
		}
		return (this.firstOffset <= position && isPlausible(this.firstTimestamp, now))
				? OptionalLong.of(this.firstTimestamp) : OptionalLong.empty();
	}

	private static boolean isPlausible(long timestamp, long now) {
		return timestamp > OLDEST && timestamp <= now;
	}

}
