package io.steadykafka.delivery.internal.buffer;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition that were fetched and not delivered yet. Not for use by
 * several threads.
 */
final class PartitionQueue<K, V> {

	private FetchedRecords<K, V> records = new FetchedRecords<>(List.of());

	/**
	 * Index of the first record that was not delivered. What was stays in the list until
	 * more is fetched, so that it can be given back.
	 */
	private int head;

	private @Nullable OffsetAndMetadata next;

	/**
	 * Add what was fetched.
	 * @param fetched records that follow the ones that are here
	 * @param next what Kafka says comes after them, {@code null} if it does not say
	 */
	void add(List<ConsumerRecord<K, V>> fetched, @Nullable OffsetAndMetadata next) {
		if (isEmpty()) {
			this.records = new FetchedRecords<>(fetched);
		}
		else {
			List<ConsumerRecord<K, V>> all = new ArrayList<>(this.records.part(this.head, this.records.size()));
			all.addAll(fetched);
			this.records = new FetchedRecords<>(all);
		}
		this.head = 0;
		this.next = next;
	}

	/**
	 * Let go of records that were delivered, if none is left beside them.
	 */
	void forgetDelivered() {
		if (isEmpty() && this.head > 0) {
			this.records = new FetchedRecords<>(List.of());
			this.head = 0;
		}
	}

	boolean isEmpty() {
		return this.head == this.records.size();
	}

	int size() {
		return this.records.size() - this.head;
	}

	/**
	 * The offset of the first record that was not delivered. Only if there is one.
	 */
	long position() {
		return this.records.get(this.head).offset();
	}

	/**
	 * Take the first records.
	 * @param limit how many at most
	 * @return the records, in the order of their offsets
	 */
	List<ConsumerRecord<K, V>> take(int limit) {
		int end = this.head + Math.min(limit, size());
		List<ConsumerRecord<K, V>> taken = this.records.part(this.head, end);
		this.head = end;
		return taken;
	}

	/**
	 * Give back the last of the records that were taken.
	 * @param count how many
	 */
	void giveBack(int count) {
		this.head -= count;
	}

	/**
	 * Skip records up to an offset, if it is among those that are here.
	 * @param offset the first offset to keep
	 * @return {@code false} if the offset is not here and has to be fetched
	 */
	boolean skipTo(long offset) {
		if (isEmpty() || offset < position() || offset > this.records.get(this.records.size() - 1).offset()) {
			return false;
		}
		while (position() < offset) {
			this.head++;
		}
		return true;
	}

	/**
	 * What comes after the records that were taken last.
	 * @return the next offset, {@code null} if Kafka did not say
	 */
	@Nullable OffsetAndMetadata next() {
		if (isEmpty()) {
			return this.next;
		}
		ConsumerRecord<K, V> first = this.records.get(this.head);
		return new OffsetAndMetadata(first.offset(), first.leaderEpoch(), "");
	}

}
