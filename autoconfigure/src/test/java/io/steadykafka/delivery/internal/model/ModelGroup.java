package io.steadykafka.delivery.internal.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has to be true of the partitions of a group, whoever owns them.
 */
final class ModelGroup {

	private final Admin admin;

	private final String group;

	private final int records;

	private final Map<TopicPartition, PartitionModel> partitions = new HashMap<>();

	private final List<Runnable> checks = new ArrayList<>();

	/**
	 * Create the model of a group that committed nothing.
	 * @param admin reads what is committed
	 * @param records how many records each has, from offset 0 on
	 */
	ModelGroup(Admin admin, String group, Set<TopicPartition> partitions, int records) {
		this.admin = admin;
		this.group = group;
		this.records = records;
		partitions.forEach((partition) -> this.partitions.put(partition, new PartitionModel()));
	}

	PartitionModel of(TopicPartition partition) {
		return this.partitions.get(partition);
	}

	int records() {
		return this.records;
	}

	long committed(TopicPartition partition) {
		OffsetAndMetadata committed = committed().get(partition);
		return (committed != null) ? committed.offset() : 0;
	}

	private Map<TopicPartition, OffsetAndMetadata> committed() {
		try {
			return this.admin.listConsumerGroupOffsets(this.group).partitionsToOffsetAndMetadata().get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Partitions were given up in good order: what was to be committed last has to be.
	 * @param member whose it was
	 */
	void released(TopicPartition partition, ModelMember member) {
		lost(partition, member);
		Long last = member.lastCommit(partition);
		if (last != null) {
			this.checks
				.add(() -> assertThat(committed(partition)).as("committed of %s after %s gave it up", partition, member)
					.isEqualTo(last));
		}
	}

	/**
	 * A partition is gone without a last commit: its member was late, or was closed in
	 * the middle of a rebalance.
	 * @param member whose it was
	 */
	void lost(TopicPartition partition, ModelMember member) {
		PartitionModel model = of(partition);
		if (model.owner == member) {
			model.owner = null;
		}
	}

	/**
	 * Check what can only be checked when a call came to its end.
	 */
	void afterCall() {
		this.checks.forEach(Runnable::run);
		this.checks.clear();
	}

	void checkCommitted() {
		Map<TopicPartition, OffsetAndMetadata> committed = committed();
		this.partitions.forEach((partition, model) -> {
			long offset = committed.containsKey(partition) ? committed.get(partition).offset() : 0;
			assertThat(offset).as("committed of %s is not beyond what was processed or skipped", partition)
				.isLessThanOrEqualTo(model.end());
			model.confirmed(partition, offset);
		});
	}

	void checkAllProcessed() {
		this.partitions.forEach((partition, model) -> {
			BitSet missing = new BitSet();
			missing.set(0, this.records);
			missing.andNot(model.processed);
			missing.andNot(model.skipped);
			assertThat(missing.isEmpty()).as("lost of %s: %s", partition, missing).isTrue();
		});
	}

	/**
	 * What has to be true of a partition.
	 */
	static final class PartitionModel {

		private final BitSet processed = new BitSet();

		private final BitSet skipped = new BitSet();

		/**
		 * Every offset that was asked to be committed, in the order of the requests.
		 */
		private final List<Long> requested = new ArrayList<>(List.of(0L));

		/**
		 * Which of them was seen committed last.
		 */
		private int confirmed;

		private ModelMember owner;

		ModelMember owner() {
			return this.owner;
		}

		void owned(ModelMember member) {
			this.owner = member;
		}

		void processed(long offset) {
			this.processed.set((int) offset);
		}

		void skipped(long from, long to) {
			this.skipped.set((int) from, (int) to);
		}

		void requested(long offset) {
			this.requested.add(offset);
		}

		private void confirmed(TopicPartition partition, long offset) {
			assertThat(this.requested.lastIndexOf(offset))
				.as("committed of %s is %d: not older than request %d of %s", partition, offset, this.confirmed,
						this.requested)
				.isGreaterThanOrEqualTo(this.confirmed);
			while (this.requested.get(this.confirmed) != offset) {
				this.confirmed++;
			}
		}

		private long end() {
			return Math.max(this.processed.length(), this.skipped.length());
		}

	}

}
