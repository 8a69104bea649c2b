package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that failed after they were acknowledged. Nothing is committed beyond the
 * first one of a partition, until it is processed, or the consumer goes on after it. Not
 * for use by several threads.
 */
final class FailedOffsets {

	/**
	 * How long a failure may take from the acknowledgement of its record to the seek of
	 * the member that owns the partition, which is its next poll. Spring Kafka tells
	 * nobody of a record whose error handler threw an {@link Error}.
	 */
	static final Duration LONGEST_ON_ITS_WAY = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(FailedOffsets.class);

	private final Map<TopicPartition, NavigableMap<Long, Failed>> records = new HashMap<>();

	/**
	 * What was to be committed beyond them.
	 */
	private final Map<TopicPartition, OffsetAndMetadata> withheld = new HashMap<>();

	void add(TopicPartition partition, long offset, long now) {
		NavigableMap<Long, Failed> failed = this.records.computeIfAbsent(partition, (added) -> new TreeMap<>());
		// After one that comes again, it does too, and the consumer seeks no more.
		boolean follows = failed.headMap(offset).values().stream().anyMatch(Failed::isToCome);
		failed.put(offset, new Failed(now, follows));
	}

	void processed(TopicPartition partition, long offset) {
		NavigableMap<Long, Failed> failed = this.records.get(partition);
		if (failed != null && failed.remove(offset) != null) {
			forgetIfNone(partition, failed);
		}
	}

	/**
	 * The consumer seeks. What it knows of and is before that is done with, what follows
	 * comes again.
	 * @param offset where to
	 */
	void sought(TopicPartition partition, long offset) {
		this.withheld.remove(partition);
		NavigableMap<Long, Failed> failed = this.records.get(partition);
		if (failed != null && offset == Long.MAX_VALUE) {
			// To the end: nothing comes again.
			forget(partition);
		}
		else if (failed != null) {
			failed.headMap(offset).values().removeIf((record) -> record.followed);
			failed.tailMap(offset).values().forEach((record) -> record.followed = true);
			forgetIfNone(partition, failed);
		}
	}

	/**
	 * A record is delivered. One before it that was to come again and did not is not in
	 * the log any more.
	 */
	void delivered(ConsumerRecord<?, ?> record) {
		if (this.records.isEmpty()) {
			return;
		}
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		NavigableMap<Long, Failed> failed = this.records.get(partition);
		if (failed != null) {
			failed.headMap(record.offset()).values().removeIf(Failed::isToCome);
			Failed again = failed.get(record.offset());
			if (again != null) {
				again.delivered = true;
			}
			forgetIfNone(partition, failed);
		}
	}

	/**
	 * Bound what is to be committed.
	 * @return the offsets, none of them beyond a record that failed
	 */
	Map<TopicPartition, OffsetAndMetadata> bound(Map<TopicPartition, OffsetAndMetadata> offsets) {
		if (this.records.isEmpty()) {
			return offsets;
		}
		Map<TopicPartition, OffsetAndMetadata> bounded = new HashMap<>(offsets);
		this.records.forEach((partition, failed) -> bounded.computeIfPresent(partition,
				(key, offset) -> bound(key, offset, failed.firstKey())));
		return bounded;
	}

	private OffsetAndMetadata bound(TopicPartition partition, OffsetAndMetadata offset, long bound) {
		if (offset.offset() <= bound) {
			return offset;
		}
		this.withheld.put(partition, offset);
		return new OffsetAndMetadata(bound, offset.metadata());
	}

	/**
	 * Drop records whose failure does not follow: they won't come again.
	 * @return what may be committed because of that
	 */
	Map<TopicPartition, OffsetAndMetadata> release(long now) {
		if (this.records.isEmpty()) {
			return Map.of();
		}
		Map<TopicPartition, OffsetAndMetadata> released = new HashMap<>();
		Map.copyOf(this.records).forEach((partition, failed) -> {
			OffsetAndMetadata wanted = this.withheld.get(partition);
			if (failed.entrySet().removeIf((record) -> isLost(partition, record, now)) && wanted != null) {
				released.put(partition, wanted);
			}
			forgetIfNone(partition, failed);
		});
		return bound(released);
	}

	private static boolean isLost(TopicPartition partition, Map.Entry<Long, Failed> record, long now) {
		boolean lost = !record.getValue().followed && now - record.getValue().since > LONGEST_ON_ITS_WAY.toNanos();
		if (lost) {
			logger.warn("Record " + partition + "@" + record.getKey()
					+ " was acknowledged as one that failed, and Spring "
					+ "Kafka told nobody of its failure: its error handler threw an Error, which is in the log before "
					+ "this. As without Steady Kafka it will not be delivered again. Let the error handler throw an "
					+ "Exception to have it tried again");
		}
		return lost;
	}

	void forget(TopicPartition partition) {
		this.records.remove(partition);
		this.withheld.remove(partition);
	}

	private void forgetIfNone(TopicPartition partition, NavigableMap<Long, Failed> failed) {
		if (failed.isEmpty()) {
			forget(partition);
		}
	}

	private static final class Failed {

		private final long since;

		/**
		 * Whether the failure was heard of: the consumer went back to the record.
		 */
		private boolean followed;

		/**
		 * Whether the record was delivered again.
		 */
		private boolean delivered;

		Failed(long since, boolean followed) {
			this.since = since;
			this.followed = followed;
		}

		private boolean isToCome() {
			return this.followed && !this.delivered;
		}

	}

}
