package io.steadykafka.delivery.internal.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.steadykafka.delivery.internal.testing.FlakyCommits;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A member of the group: does what a container does with its consumer, and checks that
 * the consumer does what it should.
 */
final class ModelMember implements ConsumerRebalanceListener {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration WINDOW = Duration.ofMillis(100);

	private final String name;

	private final ModelGroup group;

	private final TestMember.Kind kind;

	private final TestMember test;

	private final Consumer<String, String> consumer;

	private final ModelOwnership own = new ModelOwnership();

	private final ModelRule rule = new ModelRule();

	private boolean inHand;

	private long lastPoll = System.nanoTime();

	ModelMember(String name, ModelGroup group, FlakyCommits kafka, TestMember.Kind kind) {
		this.name = name;
		this.group = group;
		this.kind = kind;
		this.test = new TestMember(WINDOW, kind);
		this.test.hooks.add((listener, member, polled) -> this.rule);
		this.consumer = this.test.consumer(kafka);
	}

	void subscribe(String topic) {
		this.consumer.subscribe(List.of(topic), this);
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		for (TopicPartition partition : partitions) {
			ModelMember before = this.group.of(partition).owner();
			assertThat(before == null || before.overdue()).as("%s has %s", before, partition).isTrue();
			this.group.of(partition).owned(this);
			this.own.next().put(partition, this.group.committed(partition));
		}
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		// Of others the position may not be known, and not be found out at a close.
		this.own.uncommittedOf(partitions)
			.keySet()
			.forEach((partition) -> assertThat(this.consumer.position(partition, TIMEOUT))
				.isEqualTo(this.own.next().get(partition)));
		commit(this.own.uncommittedOf(partitions), true);
		partitions.forEach((partition) -> this.group.released(partition, this));
		this.own.forget(partitions);
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> this.group.lost(partition, this));
		this.own.forget(partitions);
	}

	ModelRule rule() {
		return this.rule;
	}

	boolean overdue() {
		return System.nanoTime() - this.lastPoll > Duration.ofMillis(700).toNanos();
	}

	Set<TopicPartition> owned() {
		return Set.copyOf(this.own.next().keySet());
	}

	long next(TopicPartition partition) {
		return this.own.next().get(partition);
	}

	Long lastCommit(TopicPartition partition) {
		return this.own.lastCommit().get(partition);
	}

	/**
	 * Poll once, and handle what comes.
	 * @param random decides how fast it is handled and what fails
	 */
	void pollAndHandle(Random random) {
		ConsumerRecords<String, String> batch = poll();
		long each = ((random.nextInt(3) == 0) ? Duration.ofMillis(40) : Duration.ofMillis(1)).toNanos();
		int failing = (random.nextInt(5) == 0) ? random.nextInt(6) : Integer.MAX_VALUE;
		int leaving = (random.nextInt(8) == 0) ? random.nextInt(6) : Integer.MAX_VALUE;
		List<ConsumerRecord<String, String>> handed = new ArrayList<>();
		Iterator<ConsumerRecord<String, String>> records = batch.iterator();
		long start = this.test.nanoTime;
		this.inHand = true;
		while (records.hasNext() && (this.kind == TestMember.Kind.BATCH || handed.size() < leaving)) {
			assertThat(this.kind == TestMember.Kind.BATCH || handed.isEmpty()
					|| this.test.nanoTime - start < WINDOW.toNanos())
				.as("delivered after the window was over")
				.isTrue();
			ConsumerRecord<String, String> record = records.next();
			handed.add(record);
			delivered(record);
			this.test.nanoTime += each;
			if (this.kind != TestMember.Kind.BATCH) {
				processed(handed.size() <= failing, record);
			}
		}
		this.rule.checkDelivered(handed.stream().map(ModelMember::partitionOf).toList());
		this.inHand = handed.size() >= leaving && this.kind != TestMember.Kind.BATCH;
		if (this.kind == TestMember.Kind.BATCH && !handed.isEmpty()) {
			for (int i = 0; i < handed.size(); i++) {
				processed(i < failing, handed.get(i));
			}
			this.test.watch().returned(handed.get(0), handed.size());
		}
		if (handed.size() > failing) {
			seekToFirstOfEach(handed.subList(failing, handed.size()));
		}
	}

	private ConsumerRecords<String, String> poll() {
		this.inHand = false;
		this.lastPoll = System.nanoTime();
		ConsumerRecords<String, String> batch = this.consumer.poll(Duration.ofMillis(20));
		this.lastPoll = System.nanoTime();
		this.group.afterCall();
		return batch;
	}

	private void delivered(ConsumerRecord<String, String> record) {
		TopicPartition partition = partitionOf(record);
		assertThat(this.own.next()).as("%s owns %s", this, partition).containsKey(partition);
		assertThat(record.offset()).as("next of %s", partition).isEqualTo(this.own.next().get(partition));
		assertThat(this.own.paused()).as("paused").doesNotContain(partition);
		this.own.next().put(partition, record.offset() + 1);
	}

	private static TopicPartition partitionOf(ConsumerRecord<String, String> record) {
		return new TopicPartition(record.topic(), record.partition());
	}

	private void processed(boolean successfully, ConsumerRecord<String, String> record) {
		this.test.watch().isCopied(record);
		if (successfully) {
			this.group.of(partitionOf(record)).processed(record.offset());
			this.own.uncommitted().put(partitionOf(record), record.offset() + 1);
		}
		else {
			this.test.watch().failed(1);
		}
	}

	private void seekToFirstOfEach(List<ConsumerRecord<String, String>> unprocessed) {
		Set<TopicPartition> done = new HashSet<>();
		for (ConsumerRecord<String, String> record : unprocessed) {
			TopicPartition partition = partitionOf(record);
			if (done.add(partition)) {
				this.consumer.seek(partition, record.offset());
				this.own.next().put(partition, record.offset());
			}
		}
		this.inHand = false;
	}

	void commitProcessed(boolean sync) {
		commit(new HashMap<>(this.own.uncommitted()), sync);
	}

	/**
	 * Commit what another member owns meanwhile.
	 * @param offset an offset that nobody else commits
	 */
	void commitTooLate(long offset) {
		this.own.next()
			.keySet()
			.forEach((each) -> this.consumer.commitSync(Map.of(each, new OffsetAndMetadata(offset)), TIMEOUT));
	}

	private void commit(Map<TopicPartition, Long> offsets, boolean sync) {
		if (offsets.isEmpty()) {
			return;
		}
		Map<TopicPartition, OffsetAndMetadata> commit = new HashMap<>();
		offsets.forEach((partition, offset) -> {
			commit.put(partition, new OffsetAndMetadata(offset));
			requested(partition, offset);
		});
		if (sync) {
			this.consumer.commitSync(commit, TIMEOUT);
		}
		else {
			this.consumer.commitAsync(commit, null);
		}
	}

	private void requested(TopicPartition partition, long offset) {
		this.group.of(partition).requested(offset);
		this.own.requested(partition, offset);
	}

	/**
	 * Commit as a listener does that knows nothing of offsets.
	 */
	void commitAll() {
		if (this.inHand) {
			// Kafka too takes a batch in hand for processed.
			return;
		}
		try {
			this.consumer.commitSync();
			this.own.next().forEach((partition, offset) -> {
				requested(partition, offset);
				assertThat(this.group.committed(partition)).isEqualTo(offset);
			});
		}
		catch (RebalanceInProgressException | CommitFailedException ex) {
			// A listener has to expect that.
			this.own.next().forEach((partition, offset) -> this.group.of(partition).requested(offset));
		}
	}

	void pause(Set<TopicPartition> partitions) {
		this.consumer.pause(partitions);
		this.own.paused().addAll(partitions);
	}

	void resume(Set<TopicPartition> partitions) {
		this.consumer.resume(partitions);
		this.own.paused().removeAll(partitions);
	}

	void seek(TopicPartition partition, long offset) {
		long from = this.own.next().get(partition);
		this.consumer.seek(partition, offset);
		this.inHand = false;
		if (offset > from) {
			this.group.of(partition).skipped(from, offset);
		}
		this.own.next().put(partition, offset);
		this.own.uncommitted().remove(partition);
	}

	void close() {
		this.test.running = false;
		this.consumer.close();
		this.group.afterCall();
	}

	void check() {
		assertThat(this.consumer.assignment()).isEqualTo(this.own.next().keySet());
		assertThat(this.consumer.paused()).as("paused").isEqualTo(this.own.paused());
		if (!this.inHand) {
			this.own.next()
				.forEach((partition, offset) -> assertThat(this.consumer.position(partition, TIMEOUT))
					.as("position of %s", partition)
					.isEqualTo(offset));
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
