package io.steadykafka.delivery.internal.buffer;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one partition that one poll fetched. Whoever delivers them in parts goes
 * through the list's own iterator all the same, once: a tracing consumer inside this one
 * starts and ends its spans there. Not for use by several threads.
 */
final class FetchedRecords<K, V> {

	private final List<ConsumerRecord<K, V>> records;

	private final Iterator<ConsumerRecord<K, V>> iterator;

	/**
	 * How many records the iterator has returned.
	 */
	private int iterated;

	FetchedRecords(List<ConsumerRecord<K, V>> records) {
		this.records = records;
		this.iterator = records.iterator();
	}

	/**
	 * Take the records of a partition out of what a poll returned.
	 * @param fetched what it returned
	 */
	static <K, V> List<ConsumerRecord<K, V>> of(ConsumerRecords<K, V> fetched, TopicPartition partition) {
		List<ConsumerRecord<K, V>> records = fetched.records(partition);
		// Kafka returns a view of the JDK's. Anything else is an agent's, which does the
		// same to what the container is given: each record would have two spans.
		return (records.getClass().getName().startsWith("java.util.")) ? records : new ArrayList<>(records);
	}

	int size() {
		return this.records.size();
	}

	ConsumerRecord<K, V> get(int index) {
		return this.records.get(index);
	}

	/**
	 * Some of the records. Reading one by its index leaves no trace.
	 * @param from the index of the first one
	 * @param to the index after the last one
	 */
	List<ConsumerRecord<K, V>> part(int from, int to) {
		return new Part(from, to);
	}

	private final class Part extends AbstractList<ConsumerRecord<K, V>> implements RandomAccess {

		private final int from;

		private final int to;

		Part(int from, int to) {
			this.from = from;
			this.to = to;
		}

		@Override
		public ConsumerRecord<K, V> get(int index) {
			return FetchedRecords.this.records.get(this.from + index);
		}

		@Override
		public int size() {
			return this.to - this.from;
		}

		@Override
		public Object[] toArray() {
			return copy().toArray();
		}

		@Override
		public <T> T[] toArray(T[] array) {
			return copy().toArray(array);
		}

		private List<ConsumerRecord<K, V>> copy() {
			List<ConsumerRecord<K, V>> copy = new ArrayList<>(size());
			for (int i = 0; i < size(); i++) {
				copy.add(get(i));
			}
			return copy;
		}

		@Override
		public Iterator<ConsumerRecord<K, V>> iterator() {
			return new Iterator<>() {

				private int next = Part.this.from;

				@Override
				public boolean hasNext() {
					// Asked at the end of the part, too: that ends the span of the record
					// before.
					boolean more = this.next != FetchedRecords.this.iterated || FetchedRecords.this.iterator.hasNext();
					return more && this.next < Part.this.to;
				}

				@Override
				public ConsumerRecord<K, V> next() {
					if (this.next >= Part.this.to) {
						throw new NoSuchElementException();
					}
					int index = this.next++;
					if (index != FetchedRecords.this.iterated) {
						return FetchedRecords.this.records.get(index);
					}
					FetchedRecords.this.iterated++;
					return FetchedRecords.this.iterator.next();
				}

			};
		}

	}

}
