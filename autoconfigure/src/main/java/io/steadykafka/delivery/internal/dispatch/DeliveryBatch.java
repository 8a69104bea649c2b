package io.steadykafka.delivery.internal.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is delivered by one poll.
 * <p>
 * A container takes the records of a record listener one by one, through iterators. They
 * end early when the member has had enough: when the redo window is over, when a record
 * failed, or when the container is about to stop. What was not taken is given back.
 * <p>
 * Code around the consumer may read the records before the container does, or give it a
 * copy. Who looks, changes nothing. If the listener is called with a record that no
 * iterator has in hand, somebody has copied the records: then all of them count as handed
 * over. Not for use by several threads.
 */
public final class DeliveryBatch<K, V> {

	private final Map<TopicPartition, BatchRecords<K, V>> lists = new LinkedHashMap<>();

	private final Map<TopicPartition, OffsetAndMetadata> next;

	private final DeliveryWatch watch;

	private final DeliveryMode mode;

	/**
	 * The record that was taken last, until its taker comes back for the next one.
	 */
	private @Nullable ConsumerRecord<K, V> inHand;

	private @Nullable TopicPartition takenFrom;

	/**
	 * Whether the listener was called since that record was taken.
	 */
	private boolean reached;

	private boolean ended;

	private boolean takenBack;

	private boolean copied;

	/**
	 * Whether anybody read the records: if not, the container came to no listener.
	 */
	private boolean touched;

	DeliveryBatch(RecordBuffer.Taken<K, V> taken, DeliveryMode mode) {
		taken.records()
			.forEach((partition, records) -> this.lists.put(partition, new BatchRecords<>(this, partition, records)));
		this.next = taken.next();
		this.watch = mode.watch();
		this.mode = mode;
	}

	/**
	 * The records as the container gets them. Kafka's own class, as agents change that
	 * one and no subclass.
	 */
	ConsumerRecords<K, V> records() {
		return new ConsumerRecords<>(new LinkedHashMap<>(this.lists), this.next);
	}

	/**
	 * The same records, for code that only looks on.
	 * @return a view that leaves no trace
	 */
	ConsumerRecords<K, V> untouched() {
		Map<TopicPartition, List<ConsumerRecord<K, V>>> raw = new LinkedHashMap<>();
		this.lists.forEach((partition, records) -> raw.put(partition, records.untouched()));
		return new ConsumerRecords<>(raw, this.next);
	}

	public int count() {
		return this.lists.values().stream().mapToInt(BatchRecords::size).sum();
	}

	/**
	 * Whether the listener is about to be called with a record of a copy.
	 * @return {@code true} if no iterator of this batch has the record in hand
	 */
	boolean isCopied(ConsumerRecord<?, ?> record) {
		this.reached = true;
		if (mayEnd() && !this.ended) {
			ConsumerRecord<K, V> taken = this.inHand;
			this.copied = taken == null || taken.offset() != record.offset() || taken.partition() != record.partition()
					|| !taken.topic().equals(record.topic());
		}
		return this.copied;
	}

	/**
	 * Whether the container took all records one by one, and asked for one more.
	 * @return {@code true} if there is none in hand and none to come
	 */
	boolean isUsedUp() {
		return this.takenFrom != null && !this.copied && this.inHand == null
				&& this.lists.values().stream().allMatch((records) -> records.taken() == records.size());
	}

	/**
	 * Deliver no more of the batch.
	 */
	void takeBack() {
		this.ended = true;
		this.takenBack = true;
	}

	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * The record that the container took last and did not come back from. Of a batch that
	 * an interceptor refused it is the first.
	 * @return the record, {@code null} if there is none
	 */
	@Nullable ConsumerRecord<K, V> inHand() {
		if (isRefused()) {
			return this.lists.values().iterator().next().untouched().get(0);
		}
		return (mayEnd()) ? this.inHand : null;
	}

	/**
	 * The offset of the first record of a partition that was not delivered yet.
	 * @return the offset, empty if all were
	 */
	OptionalLong position(TopicPartition partition) {
		BatchRecords<K, V> records = this.lists.get(partition);
		int delivered = (records != null) ? delivered(partition, records) : 0;
		return (records != null && delivered < records.size())
				? OptionalLong.of(records.untouched().get(delivered).offset()) : OptionalLong.empty();
	}

	/**
	 * Tell what was delivered of each partition.
	 * @param back whether the record in hand doesn't count
	 * @param visitor visits each partition
	 */
	void visit(boolean back, BatchVisitor<K, V> visitor) {
		this.lists.forEach((partition, records) -> {
			int delivered = delivered(partition, records);
			boolean less = back && this.reached && delivered > 0 && partition.equals(this.takenFrom);
			visitor.visit(partition, records.untouched(), (less) ? delivered - 1 : delivered);
		});
	}

	private int delivered(TopicPartition partition, BatchRecords<K, V> records) {
		if (isRefused()) {
			return 0;
		}
		boolean all = !mayEnd() || this.takenFrom == null;
		if (all) {
			return (this.touched || this.copied) ? records.size() : 0;
		}
		// Kafka's iterator takes a record as soon as it is asked whether there is one.
		boolean asked = partition.equals(this.takenFrom) && this.inHand != null && !this.reached;
		return (asked) ? records.taken() - 1 : records.taken();
	}

	/**
	 * How many records were delivered.
	 */
	int delivered() {
		return this.lists.entrySet().stream().mapToInt((list) -> delivered(list.getKey(), list.getValue())).sum();
	}

	private boolean isRefused() {
		return this.mode.isTakenAtOnce() && this.watch.isRefused();
	}

	void touched() {
		this.touched = true;
	}

	boolean isTakenAtOnce() {
		return this.mode.isTakenAtOnce();
	}

	boolean isTakenBack() {
		return this.takenBack && !this.mode.isTakenAtOnce();
	}

	/**
	 * Somebody begins to take records that were taken before.
	 */
	void takenAgain() {
		if (!this.watch.hasCalled()) {
			// Who took them before only looked.
			this.lists.values().forEach(BatchRecords::restart);
			this.inHand = null;
			this.takenFrom = null;
			this.ended = false;
			this.watch.restarted();
		}
		else if (!this.ended) {
			// Somebody reads all of them, and may do something with them.
			this.copied = true;
		}
	}

	/**
	 * Somebody asks for the next record, and so is done with the one in hand.
	 * @return {@code false} if there is none for it
	 */
	boolean goesOn() {
		ConsumerRecord<K, V> before = this.inHand;
		this.inHand = null;
		if (before != null && !this.copied) {
			this.watch.returned(before);
		}
		if (mayEnd() && this.takenFrom != null && this.watch.hasEnough()) {
			this.ended = true;
		}
		return isOpen();
	}

	boolean isOpen() {
		return !this.ended || !mayEnd();
	}

	/**
	 * A record was taken.
	 * @param from what it is of
	 * @param current whether the one who took it began last
	 */
	void taken(TopicPartition from, ConsumerRecord<K, V> record, boolean current) {
		this.copied |= !current && !this.ended;
		this.takenFrom = from;
		this.inHand = record;
		this.reached = false;
	}

	private boolean mayEnd() {
		return this.mode.endsEarly() && !this.copied;
	}

}
