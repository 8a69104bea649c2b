package io.steadykafka.lag.internal.progress;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.lag.PartitionReading;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered to members, by listener. Written by their threads, read by the
 * sampler's.
 */
public final class DeliveredOffsets {

	private static final ListenerProgress NONE = new ListenerProgress();

	private final Map<ListenerContainer, ListenerProgress> listeners = new ConcurrentHashMap<>();

	/**
	 * Records the polls of a listener's members.
	 */
	public SessionHooks polls(ListenerContainer listener) {
		return this.listeners.computeIfAbsent(listener, (key) -> new ListenerProgress());
	}

	private ListenerProgress of(ListenerContainer listener) {
		return this.listeners.getOrDefault(listener, NONE);
	}

	@Nullable LastDelivery last(ListenerContainer listener, TopicPartition partition) {
		return of(listener).last(partition);
	}

	OptionalLong takeStart(ListenerContainer listener, TopicPartition partition) {
		return of(listener).takeStart(partition);
	}

	public Set<TopicPartition> found(ListenerContainer listener) {
		return of(listener).found();
	}

	List<OffsetRange> takeGaps(ListenerContainer listener, TopicPartition partition) {
		return of(listener).takeGaps(partition);
	}

	OptionalLong passed(ListenerContainer listener, TopicPartition partition, OptionalLong committed) {
		return of(listener).passed(partition, committed);
	}

	/**
	 * Asks for positions where a commit may not tell everything, after a sample.
	 * @param partitions what was sampled of the listener's group
	 */
	public void sampled(ListenerContainer listener, Map<TopicPartition, PartitionReading> partitions) {
		ListenerProgress progress = this.listeners.get(listener);
		if (progress != null) {
			progress.sampled(partitions);
		}
	}

	public void revoked(ListenerContainer listener, Collection<TopicPartition> partitions) {
		of(listener).revoked(partitions);
	}

	public void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

}
