package io.steadykafka.delivery.internal.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * What the listeners of a group are given, by the ownership in which they are: what is
 * wrong with it is noted, because it is seen on the threads of the consumers. A consumer
 * is no other one that is equal.
 */
@SuppressWarnings("ReferenceEquality")
public final class Deliveries implements ConsumerAwareRebalanceListener {

	private static final long UNKNOWN = -1;

	private final Map<TopicPartition, Ownership> owners = new HashMap<>();

	private final Map<TopicPartition, int[]> counts = new HashMap<>();

	private final List<String> wrong = new ArrayList<>();

	private final int records;

	private int processed;

	private boolean mayGoBack;

	private boolean lateNext;

	/**
	 * Create a record of what is delivered.
	 * @param records how many records each partition has
	 */
	public Deliveries(int records) {
		this.records = records;
	}

	@Override
	public synchronized void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			Ownership before = this.owners.put(partition, new Ownership(consumer, committed(consumer, partition)));
			if (before != null && !this.mayGoBack) {
				this.wrong.add(partition + " has two owners");
			}
		}
	}

	private static long committed(Consumer<?, ?> consumer, TopicPartition partition) {
		try {
			OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
			return (committed != null) ? committed.offset() : 0;
		}
		catch (WakeupException ex) {
			// The container is resumed or stopped just now.
			return UNKNOWN;
		}
	}

	@Override
	public synchronized void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer,
			Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			Ownership ownership = this.owners.get(partition);
			if (ownership != null && ownership.consumer == consumer) {
				this.owners.remove(partition);
			}
		}
	}

	/**
	 * A listener is given a record: it takes a moment for it.
	 * @param consumer whose consumer it is
	 */
	public void deliver(ConsumerRecord<?, ?> record, Consumer<?, ?> consumer) {
		boolean late = begin(record, consumer);
		LockSupport.parkNanos((late) ? TimeUnit.MILLISECONDS.toNanos(2_500) : (record.offset() % 3) * 400_000);
		end(record);
	}

	private synchronized boolean begin(ConsumerRecord<?, ?> record, Consumer<?, ?> consumer) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		Ownership ownership = this.owners.get(partition);
		if (ownership == null && consumer.assignment().contains(partition)) {
			// A wake-up, which every container.resume() is, may end the container's
			// callback before it comes here, and Kafka does not repeat it.
			ownership = new Ownership(consumer, record.offset());
			this.owners.put(partition, ownership);
		}
		if (ownership == null || ownership.consumer != consumer) {
			if (!this.mayGoBack) {
				this.wrong.add(partition + "@" + record.offset() + " came after its partition was given up");
			}
		}
		else {
			if (ownership.next != UNKNOWN && record.offset() != ownership.next) {
				this.wrong.add("%s@%d came instead of %d".formatted(partition, record.offset(), ownership.next));
			}
			ownership.next = record.offset() + 1;
		}
		boolean late = this.lateNext;
		this.lateNext = false;
		return late;
	}

	private synchronized void end(ConsumerRecord<?, ?> record) {
		TopicPartition partition = new TopicPartition(record.topic(), record.partition());
		this.counts.computeIfAbsent(partition, (added) -> new int[this.records])[(int) record.offset()]++;
		this.processed++;
		notifyAll();
	}

	/**
	 * From here on a member may lose partitions, so that records may come again.
	 */
	public synchronized void mayGoBack() {
		this.mayGoBack = true;
	}

	/**
	 * Let the next record take longer than {@code max.poll.interval.ms}.
	 */
	public synchronized void beLate() {
		this.lateNext = true;
	}

	/**
	 * Wait until more was processed.
	 * @param more how many records more
	 * @param atMost how long to wait for them
	 */
	public synchronized void await(int more, Duration atMost) throws InterruptedException {
		int wanted = this.processed + more;
		long end = System.nanoTime() + atMost.toNanos();
		for (long left = atMost.toNanos(); left > 0 && this.processed < wanted; left = end - System.nanoTime()) {
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, left));
		}
	}

	public synchronized List<String> wrong() {
		return List.copyOf(this.wrong);
	}

	public synchronized long missing(int partitions) {
		long seen = this.counts.values()
			.stream()
			.mapToLong((each) -> Arrays.stream(each).filter((count) -> count > 0).count())
			.sum();
		return (long) partitions * this.records - seen;
	}

	public synchronized long repeated() {
		return this.counts.values()
			.stream()
			.flatMapToInt(Arrays::stream)
			.filter((count) -> count > 1)
			.map((count) -> count - 1)
			.sum();
	}

	/**
	 * How far a partition was processed without a gap.
	 * @return the first offset that was not processed
	 */
	public synchronized long end(TopicPartition partition) {
		int[] each = this.counts.getOrDefault(partition, new int[0]);
		int end = 0;
		while (end < each.length && each[end] > 0) {
			end++;
		}
		return end;
	}

	private static final class Ownership {

		private final Consumer<?, ?> consumer;

		private long next;

		Ownership(Consumer<?, ?> consumer, long next) {
			this.consumer = consumer;
			this.next = next;
		}

	}

}
