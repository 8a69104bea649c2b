package io.steadykafka.commit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a listener is handed over by one poll.
 * <p>
 * A container takes the records of a record listener one by one, through the first
 * iterator. That one ends early when the member has had enough: when the redo window is
 * over, when a record failed, or when the container is about to stop. What was not taken
 * is given back. All other ways to the records show all of them. Not for use by several
 * threads.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
final class Portion<K, V> extends ConsumerRecords<K, V> {

	private final Map<TopicPartition, List<ConsumerRecord<K, V>>> lists;

	private final PortionWatch watch;

	private final Kind kind;

	private @Nullable OneByOne handingOver;

	private boolean ended;

	private boolean all;

	/**
	 * Whether anybody looked at the records: if not, the container came to no listener.
	 */
	private boolean touched;

	/**
	 * Create a portion.
	 * @param taken its records
	 * @param watch watches the listener
	 * @param kind how the container takes them
	 */
	Portion(ReadAhead.Taken<K, V> taken, PortionWatch watch, Kind kind) {
		super(taken.records(), taken.next());
		this.lists = taken.records();
		this.watch = watch;
		this.kind = kind;
	}

	/**
	 * The same records, for whoever looks at them and is not the listener.
	 * @return a view that leaves no trace
	 */
	ConsumerRecords<K, V> untouched() {
		return new ConsumerRecords<>(this.lists, nextOffsets());
	}

	@Override
	public List<ConsumerRecord<K, V>> records(TopicPartition partition) {
		this.touched = true;
		return super.records(partition);
	}

	@Override
	public Iterable<ConsumerRecord<K, V>> records(String topic) {
		this.touched = true;
		return super.records(topic);
	}

	@Override
	public Iterator<ConsumerRecord<K, V>> iterator() {
		this.touched = true;
		if (this.handingOver != null && !this.ended) {
			// Somebody looks at all of them, and may do something with them.
			this.all = true;
		}
		if (this.kind == Kind.BATCH || this.handingOver != null || this.ended) {
			return super.iterator();
		}
		this.handingOver = new OneByOne();
		return this.handingOver;
	}

	/**
	 * Whether the container took all records one by one, and asked for one more.
	 * @return {@code true} if there is none in hand and none to come
	 */
	boolean isUsedUp() {
		return this.handingOver != null && this.handingOver.inHand == null && this.handingOver.taken == count();
	}

	/**
	 * Hand over no more of the portion.
	 */
	void end() {
		this.ended = true;
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
			return super.iterator().next();
		}
		return (this.handingOver != null && this.kind == Kind.ONE_BY_ONE && !this.all) ? this.handingOver.inHand : null;
	}

	/**
	 * The offset of the first record of a partition that was not handed over yet.
	 * @param partition the partition
	 * @return the offset, empty if all were
	 */
	OptionalLong position(TopicPartition partition) {
		int left = handedOver();
		for (Map.Entry<TopicPartition, List<ConsumerRecord<K, V>>> entry : this.lists.entrySet()) {
			List<ConsumerRecord<K, V>> records = entry.getValue();
			if (entry.getKey().equals(partition)) {
				return (left < records.size()) ? OptionalLong.of(records.get(left).offset()) : OptionalLong.empty();
			}
			left = Math.max(0, left - records.size());
		}
		return OptionalLong.empty();
	}

	/**
	 * Tell what was handed over of each partition.
	 * @param back how many of the records that were handed over last don't count
	 * @param visitor is told of each partition
	 */
	void visit(int back, Visitor<K, V> visitor) {
		int left = Math.max(0, handedOver() - back);
		for (Map.Entry<TopicPartition, List<ConsumerRecord<K, V>>> entry : this.lists.entrySet()) {
			int size = Math.min(left, entry.getValue().size());
			visitor.visit(entry.getKey(), entry.getValue(), size);
			left -= size;
		}
	}

	/**
	 * How many records were handed over.
	 * @return the number of records
	 */
	int handedOver() {
		if (!this.touched || isRefused()) {
			return 0;
		}
		if (this.kind != Kind.ONE_BY_ONE || this.all) {
			return count();
		}
		return (this.handingOver != null) ? this.handingOver.taken : 0;
	}

	private boolean isRefused() {
		return this.kind == Kind.BATCH && this.watch.isRefused();
	}

	/**
	 * Is told what was handed over of a partition.
	 *
	 * @param <K> the type of keys
	 * @param <V> the type of values
	 */
	interface Visitor<K, V> {

		/**
		 * Visit a partition.
		 * @param partition the partition
		 * @param records its records in the portion
		 * @param handedOver how many of them were handed over, from the first
		 */
		void visit(TopicPartition partition, List<ConsumerRecord<K, V>> records, int handedOver);

	}

	/**
	 * How a container takes the records of a portion.
	 */
	enum Kind {

		/**
		 * One after the other: no more than those are handed over that it took.
		 */
		ONE_BY_ONE,

		/**
		 * One after the other, but it counts on all of them from the start, because the
		 * listener acknowledges them later.
		 */
		ACKNOWLEDGED_LATER,

		/**
		 * All at once.
		 */
		BATCH

	}

	/**
	 * Goes through the lists itself: this runs for each record, and Kafka's iterator
	 * takes several times as long.
	 */
	private final class OneByOne implements Iterator<ConsumerRecord<K, V>> {

		private final Iterator<List<ConsumerRecord<K, V>>> lists = Portion.this.lists.values().iterator();

		private final int count = count();

		private List<ConsumerRecord<K, V>> list = List.of();

		private int next;

		private @Nullable ConsumerRecord<K, V> inHand;

		private int taken;

		@Override
		public boolean hasNext() {
			if (this.inHand != null) {
				Portion.this.watch.returned(this.inHand);
				this.inHand = null;
			}
			if (this.taken > 0 && mayEnd() && Portion.this.watch.hasEnough()) {
				Portion.this.ended = true;
			}
			return isMore();
		}

		private boolean isMore() {
			return this.taken < this.count && !(Portion.this.ended && mayEnd());
		}

		private boolean mayEnd() {
			return Portion.this.kind == Kind.ONE_BY_ONE && !Portion.this.all;
		}

		@Override
		public ConsumerRecord<K, V> next() {
			if (!isMore()) {
				throw new NoSuchElementException();
			}
			while (this.next == this.list.size()) {
				this.list = this.lists.next();
				this.next = 0;
			}
			ConsumerRecord<K, V> record = this.list.get(this.next++);
			this.inHand = record;
			this.taken++;
			return record;
		}

	}

}
