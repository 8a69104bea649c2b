package io.steadykafka.delivery.internal.consumer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps a consumer from fetching partitions, beside what the application pauses: the two
 * know nothing of each other. Not for use by several threads.
 */
final class PartitionPauser {

	private final Consumer<?, ?> consumer;

	/**
	 * Paused in the consumer by this class alone.
	 */
	private final Set<TopicPartition> held = new HashSet<>();

	PartitionPauser(Consumer<?, ?> consumer) {
		this.consumer = consumer;
	}

	/**
	 * The partitions that the application paused.
	 */
	Set<TopicPartition> pausedByApplication() {
		Set<TopicPartition> paused = this.consumer.paused();
		if (this.held.isEmpty()) {
			return paused;
		}
		Set<TopicPartition> others = new HashSet<>(paused);
		others.removeAll(this.held);
		return others;
	}

	void pausedByApplication(Collection<TopicPartition> partitions) {
		this.consumer.pause(partitions);
		this.held.removeAll(partitions);
	}

	void resumedByApplication(Collection<TopicPartition> partitions) {
		this.consumer.resume(partitions);
		this.held.removeAll(partitions);
	}

	/**
	 * Prepare the consumer for a poll.
	 * @param buffer the records that are in memory
	 * @param waiting the partitions that nothing is to be delivered of
	 * @param limit the bounds of the next batch
	 * @return whether a batch can be made of what is in memory
	 */
	boolean prepare(RecordBuffer<?, ?> buffer, Set<TopicPartition> waiting, DeliveryLimit limit) {
		if (buffer.isEmpty() && waiting.isEmpty()) {
			hold(Set.of());
			return false;
		}
		Set<TopicPartition> paused = pausedByApplication();
		// Others are fetched: a record of theirs must not wait for the backlog of these.
		Set<TopicPartition> wanted = new HashSet<>(buffer.partitions());
		wanted.addAll(waiting);
		wanted.retainAll(this.consumer.assignment());
		wanted.removeAll(paused);
		hold(wanted);
		Predicate<TopicPartition> which = buffer.which(limit);
		return buffer
			.has((partition) -> which.test(partition) && !waiting.contains(partition) && !paused.contains(partition));
	}

	private void hold(Set<TopicPartition> wanted) {
		if (this.held.equals(wanted)) {
			return;
		}
		Set<TopicPartition> released = new HashSet<>(this.held);
		released.removeAll(wanted);
		Set<TopicPartition> added = new HashSet<>(wanted);
		added.removeAll(this.held);
		this.consumer.resume(released);
		this.consumer.pause(added);
		this.held.clear();
		this.held.addAll(wanted);
	}

	/**
	 * Partitions are not owned any more, and so not paused.
	 */
	void gone(Collection<TopicPartition> partitions) {
		this.held.removeAll(partitions);
	}

	void keepOnly(Collection<TopicPartition> partitions) {
		this.held.retainAll(partitions);
	}

	void clear() {
		this.held.clear();
	}

}
