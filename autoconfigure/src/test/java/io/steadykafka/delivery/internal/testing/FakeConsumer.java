package io.steadykafka.delivery.internal.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steadykafka.delivery.internal.offsets.DeletedPartitions;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A consumer without a broker that fetches from logs in memory, and as Kafka's does calls
 * back when it loses partitions, when it unsubscribes and when it is closed. What it is
 * asked for is remembered, and a test says how it ends.
 */
public final class FakeConsumer extends MockConsumer<String, String> {

	public static final String TOPIC = "orders";

	public static final TopicPartition P0 = new TopicPartition(TOPIC, 0);

	public static final TopicPartition P1 = new TopicPartition(TOPIC, 1);

	/**
	 * What happens in the next polls before they fetch, one each.
	 */
	public final Deque<Runnable> duringPolls = new ArrayDeque<>();

	/**
	 * How the next synchronous commits fail, one each.
	 */
	public final Deque<RuntimeException> commitFailures = new ArrayDeque<>();

	/**
	 * What the next asynchronous commits throw, one each.
	 */
	public final Deque<RuntimeException> asyncFailures = new ArrayDeque<>();

	/**
	 * What happens during each synchronous commit.
	 */
	public Runnable duringCommits = () -> {
	};

	public final List<Duration> pollTimeouts = new ArrayList<>();

	public final List<Map<TopicPartition, Long>> syncCommits = new ArrayList<>();

	public final List<Duration> commitTimeouts = new ArrayList<>();

	public final Deque<PendingCommit> asyncCommits = new ArrayDeque<>();

	/**
	 * What happens when somebody looks for answers: commits nothing, and waits no time.
	 */
	public Runnable duringLooks = () -> {
	};

	public CloseOptions closedWith;

	private final Map<TopicPartition, Integer> ends = new TreeMap<>(
			(one, other) -> Integer.compare(one.partition(), other.partition()));

	private final Map<TopicPartition, Long> committed = new HashMap<>();

	private final int maxPollRecords;

	private boolean losing;

	private boolean firstAttempt;

	public FakeConsumer(int maxPollRecords) {
		super("earliest");
		this.maxPollRecords = maxPollRecords;
	}

	/**
	 * Make a log of a partition.
	 * @param records how many records it has, from offset 0 on
	 */
	public void log(TopicPartition partition, int records) {
		this.ends.put(partition, records);
		brokersHave(this.ends.keySet());
		updateBeginningOffsets(Map.of(partition, 0L));
		updateEndOffsets(Map.of(partition, (long) records));
	}

	public void brokersHave(Collection<TopicPartition> partitions) {
		updatePartitions(TOPIC,
				partitions.stream()
					.map((partition) -> new PartitionInfo(TOPIC, partition.partition(), null, null, null))
					.toList());
	}

	public void lose(Collection<TopicPartition> partitions) {
		this.losing = true;
		Set<TopicPartition> rest = new HashSet<>(assignment());
		rest.removeAll(partitions);
		rebalance(rest);
		this.losing = false;
	}

	@Override
	public void subscribe(Collection<String> topics, ConsumerRebalanceListener callback) {
		super.subscribe(topics, new Callback(callback));
	}

	@Override
	public synchronized ConsumerRecords<String, String> poll(Duration timeout) {
		this.pollTimeouts.add(timeout);
		Runnable first = this.duringPolls.poll();
		if (first != null) {
			first.run();
		}
		int left = this.maxPollRecords;
		for (TopicPartition partition : this.ends.keySet()) {
			if (assignment().contains(partition) && !paused().contains(partition)) {
				long position = position(partition);
				for (long offset = position; offset < this.ends.get(partition) && left > 0; offset++) {
					addRecord(record(partition, offset));
					left--;
				}
			}
		}
		return super.poll(timeout);
	}

	public static ConsumerRecord<String, String> record(TopicPartition partition, long offset) {
		return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "key", "value");
	}

	public static Map<TopicPartition, OffsetAndMetadata> offset(TopicPartition partition, long offset) {
		return Map.of(partition, new OffsetAndMetadata(offset));
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		if (offsets.isEmpty()) {
			lookForAnswers();
			return;
		}
		this.firstAttempt = !this.firstAttempt && timeout.equals(DeletedPartitions.PATIENCE);
		if (this.firstAttempt && this.commitFailures.peek() instanceof TimeoutException) {
			// It fails after all the time that it is given, which is in two parts.
			throw this.commitFailures.peek();
		}
		this.firstAttempt = false;
		this.commitTimeouts.add(timeout);
		commitSync(offsets);
	}

	private void lookForAnswers() {
		this.duringLooks.run();
		if (!this.asyncCommits.isEmpty()) {
			throw new TimeoutException("There is a commit without an answer");
		}
	}

	@Override
	public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.syncCommits.add(plain(offsets));
		this.duringCommits.run();
		RuntimeException failure = this.commitFailures.poll();
		if (failure != null) {
			throw failure;
		}
		this.committed.putAll(plain(offsets));
	}

	@Override
	public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets,
			OffsetCommitCallback callback) {
		RuntimeException failure = this.asyncFailures.poll();
		if (failure != null) {
			throw failure;
		}
		this.asyncCommits.add(new PendingCommit(offsets, callback));
	}

	/**
	 * Answer the oldest asynchronous commit.
	 * @param failure why it failed, {@code null} if it did not
	 */
	public void answer(Exception failure) {
		PendingCommit pending = this.asyncCommits.remove();
		if (failure == null) {
			this.committed.putAll(plain(pending.offsets));
		}
		if (pending.callback != null) {
			pending.callback.onComplete(pending.offsets, failure);
		}
	}

	public long committed(TopicPartition partition) {
		return this.committed.get(partition);
	}

	private static Map<TopicPartition, Long> plain(Map<TopicPartition, OffsetAndMetadata> offsets) {
		Map<TopicPartition, Long> plain = new HashMap<>();
		offsets.forEach((partition, offset) -> plain.put(partition, offset.offset()));
		return plain;
	}

	@Override
	public synchronized void seek(TopicPartition partition, long offset) {
		if (offset < 0) {
			throw new IllegalArgumentException("as Kafka's");
		}
		super.seek(partition, offset);
	}

	@Override
	public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
		super.seekToBeginning((partitions.isEmpty()) ? assignment() : partitions);
	}

	@Override
	public synchronized void seekToEnd(Collection<TopicPartition> partitions) {
		super.seekToEnd((partitions.isEmpty()) ? assignment() : partitions);
	}

	@Override
	public synchronized void unsubscribe() {
		revokeAll();
		super.unsubscribe();
	}

	@Override
	public void close(CloseOptions option) {
		revokeAll();
		this.closedWith = option;
		super.close(option);
	}

	private void revokeAll() {
		if (!subscription().isEmpty()) {
			rebalance(List.of());
		}
	}

	@Override
	public synchronized Set<TopicPartition> paused() {
		Set<TopicPartition> paused = new HashSet<>(super.paused());
		paused.retainAll(assignment());
		return paused;
	}

	public record PendingCommit(Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {

		public Map<TopicPartition, Long> plainOffsets() {
			return plain(this.offsets);
		}

	}

	private final class Callback implements ConsumerRebalanceListener {

		private final ConsumerRebalanceListener delegate;

		Callback(ConsumerRebalanceListener delegate) {
			this.delegate = delegate;
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			if (FakeConsumer.this.losing) {
				this.delegate.onPartitionsLost(partitions);
			}
			else {
				this.delegate.onPartitionsRevoked(partitions);
			}
			// Whoever gets them again gets them unpaused.
			resume(partitions);
		}

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			this.delegate.onPartitionsAssigned(partitions);
		}

	}

}
