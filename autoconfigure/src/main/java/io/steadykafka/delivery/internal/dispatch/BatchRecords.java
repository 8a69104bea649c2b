package io.steadykafka.delivery.internal.dispatch;

import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition of a batch, as the container and the code around it get
 * them. Tells the batch what is taken through iterators.
 */
final class BatchRecords<K, V> extends AbstractList<ConsumerRecord<K, V>> implements RandomAccess {

	private final DeliveryBatch<K, V> batch;

	private final TopicPartition partition;

	private final List<ConsumerRecord<K, V>> records;

	private int taken;

	private @Nullable OneByOne taker;

	BatchRecords(DeliveryBatch<K, V> batch, TopicPartition partition, List<ConsumerRecord<K, V>> records) {
		this.batch = batch;
		this.partition = partition;
		this.records = records;
	}

	/**
	 * The records, for code that only looks on.
	 * @return a list that leaves no trace
	 */
	List<ConsumerRecord<K, V>> untouched() {
		return this.records;
	}

	/**
	 * How many records were taken, from the first.
	 */
	int taken() {
		return this.taken;
	}

	void restart() {
		this.taken = 0;
		this.taker = null;
	}

	@Override
	public ConsumerRecord<K, V> get(int index) {
		this.batch.touched();
		return this.records.get(index);
	}

	@Override
	public int size() {
		return this.records.size();
	}

	@Override
	public Object[] toArray() {
		this.batch.touched();
		return this.records.toArray();
	}

	@Override
	public <T> T[] toArray(T[] array) {
		this.batch.touched();
		return this.records.toArray(array);
	}

	@Override
	public Iterator<ConsumerRecord<K, V>> iterator() {
		this.batch.touched();
		if (this.batch.isTakenBack()) {
			// Who is under way comes here after the partitions before.
			return (this.taker != null) ? this.records.iterator() : Collections.emptyIterator();
		}
		if (this.batch.isTakenAtOnce()) {
			return this.records.iterator();
		}
		if (this.taker != null) {
			this.batch.takenAgain();
		}
		this.taker = new OneByOne();
		return this.taker;
	}

	private final class OneByOne implements Iterator<ConsumerRecord<K, V>> {

		private final Iterator<ConsumerRecord<K, V>> iterator = BatchRecords.this.records.iterator();

		private int next;

		@Override
		public boolean hasNext() {
			boolean open = BatchRecords.this.batch.goesOn();
			return this.iterator.hasNext() && open;
		}

		@Override
		public ConsumerRecord<K, V> next() {
			if (!BatchRecords.this.batch.isOpen()) {
				throw new NoSuchElementException();
			}
			ConsumerRecord<K, V> record = this.iterator.next();
			this.next++;
			boolean current = BatchRecords.this.taker == this;
			if (current) {
				BatchRecords.this.taken = this.next;
			}
			BatchRecords.this.batch.taken(BatchRecords.this.partition, record, current);
			return record;
		}

	}

}
