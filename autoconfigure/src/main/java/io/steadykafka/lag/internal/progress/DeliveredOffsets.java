package io.steadykafka.lag.internal.progress;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far members were handed over records, by listener. Written by their threads, read
 * by the sampler's.
 */
public final class DeliveredOffsets {

	private final Map<ListenerContainer, ListenerProgress> listeners = new ConcurrentHashMap<>();

	/**
	 * Whom to tell of the polls of a member.
	 * @return what writes down how far its polls come
	 */
	public SessionHooks polls(ListenerContainer listener) {
		return this.listeners.computeIfAbsent(listener, (key) -> new ListenerProgress());
	}

	@Nullable RecordTimes last(ListenerContainer listener, TopicPartition partition) {
		ListenerProgress progress = this.listeners.get(listener);
		return (progress != null) ? progress.last(partition) : null;
	}

	/**
	 * Which record of a partition was the first that a listener was handed over.
	 * @return its offset; empty if there was none, somebody sought before it, or this was
	 * asked before
	 */
	OptionalLong takeStart(ListenerContainer listener, TopicPartition partition) {
		ListenerProgress progress = this.listeners.get(listener);
		return (progress != null) ? progress.takeStart(partition) : OptionalLong.empty();
	}

	/**
	 * Partitions of a listener of which there is a start or a part that was left out to
	 * take.
	 * @return the partitions, some of which it may not own any more
	 */
	public Set<TopicPartition> found(ListenerContainer listener) {
		ListenerProgress progress = this.listeners.get(listener);
		return (progress != null) ? progress.found() : Set.of();
	}

	/**
	 * What was left out between the records of a partition since this was asked for the
	 * last time.
	 * @return the largest parts of it
	 */
	List<OffsetRange> takeGaps(ListenerContainer listener, TopicPartition partition) {
		ListenerProgress progress = this.listeners.get(listener);
		return (progress != null) ? progress.takeGaps(partition) : List.of();
	}

	/**
	 * How far a listener is on a partition, if all that it was handed over is committed.
	 * @param committed the committed offset, empty if there is none
	 * @return the offset that it reads next; empty if there is work in hand, or it is not
	 * known
	 */
	OptionalLong passed(ListenerContainer listener, TopicPartition partition, OptionalLong committed) {
		ListenerProgress progress = this.listeners.get(listener);
		return (progress != null) ? progress.passed(partition, committed) : OptionalLong.empty();
	}

	/**
	 * A sample was taken: ask for positions where a commit may not tell all.
	 * @param lag the lag of its group's partitions
	 */
	public void sampled(ListenerContainer listener, Map<TopicPartition, PartitionLag> lag) {
		ListenerProgress progress = this.listeners.get(listener);
		if (progress != null) {
			progress.sampled(lag);
		}
	}

	public void revoked(ListenerContainer listener, Collection<TopicPartition> partitions) {
		ListenerProgress progress = this.listeners.get(listener);
		if (progress != null) {
			progress.revoked(partitions);
		}
	}

	public void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

}
