package io.steadykafka.delivery.internal.offsets;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a member wants committed, by partition: the newest request only, so that an older
 * one never overwrites it. Not for use by several threads.
 */
public final class CommitLedger {

	private final Map<TopicPartition, Entry> entries = new HashMap<>();

	private long requests;

	private int failed;

	private final Set<TopicPartition> lost = new HashSet<>();

	/**
	 * Bound what is to be committed to the partitions that are owned: the broker would
	 * take others too, and the new owner's offset would go back.
	 * @param assignment the partitions that the consumer thinks it owns
	 * @return the offsets of partitions that were not lost, a copy
	 */
	public Map<TopicPartition, OffsetAndMetadata> owned(Map<TopicPartition, OffsetAndMetadata> offsets,
			Set<TopicPartition> assignment) {
		Map<TopicPartition, OffsetAndMetadata> owned = new HashMap<>(offsets);
		owned.keySet().retainAll(assignment);
		owned.keySet().removeAll(this.lost);
		return owned;
	}

	/**
	 * Partitions were lost. The application is about to be told.
	 */
	public void lost(Collection<TopicPartition> partitions) {
		this.lost.addAll(partitions);
		forget(partitions);
	}

	/**
	 * Partitions are not assigned any more.
	 */
	public void gone(Collection<TopicPartition> partitions) {
		forget(partitions);
		this.lost.removeAll(partitions);
	}

	/**
	 * Offsets are about to be sent.
	 * @return the request, to tell how it ended
	 */
	public Request sent(Map<TopicPartition, OffsetAndMetadata> offsets) {
		Request request = new Request(++this.requests, offsets);
		offsets.forEach((partition, offset) -> put(partition, new Entry(offset, request.number(), State.SENT)));
		return request;
	}

	/**
	 * Offsets were committed. An older request that comes to its end only after a newer
	 * one, because the coordinator was not known when it was made, has overwritten that:
	 * the newer one is to be made again.
	 */
	public void confirmed(Request request) {
		request.offsets().forEach((partition, offset) -> {
			Entry newest = this.entries.get(partition);
			if (newest != null && newest.state == State.CONFIRMED && newest.request > request.number()
					&& newest.offset.offset() != offset.offset()) {
				put(partition, new Entry(newest.offset, newest.request, State.FAILED));
			}
		});
		answer(request, State.CONFIRMED);
	}

	public boolean isConfirmed(Collection<TopicPartition> partitions) {
		return partitions.stream()
			.map(this.entries::get)
			.allMatch((entry) -> entry != null && entry.state == State.CONFIRMED);
	}

	/**
	 * Offsets could not be committed, and may be tried again.
	 */
	public void failed(Request request) {
		answer(request, State.FAILED);
	}

	/**
	 * Offsets could not be committed, and are not to be tried again.
	 */
	public void dropped(Request request) {
		request.offsets().keySet().stream().filter((partition) -> isNewest(partition, request)).forEach(this::forget);
	}

	private void answer(Request request, State state) {
		request.offsets().forEach((partition, offset) -> {
			if (isNewest(partition, request)) {
				put(partition, new Entry(offset, request.number(), state));
			}
		});
	}

	private boolean isNewest(TopicPartition partition, Request request) {
		// An answer to an older request says nothing of the newest one, though both may
		// be of the same offset: the consumer may have gone back in between.
		Entry present = this.entries.get(partition);
		return present != null && present.request == request.number();
	}

	private void put(TopicPartition partition, Entry entry) {
		Entry before = this.entries.put(partition, entry);
		this.failed += (wasFailed(entry) ? 1 : 0) - (wasFailed(before) ? 1 : 0);
	}

	private static boolean wasFailed(@Nullable Entry entry) {
		return entry != null && entry.state == State.FAILED;
	}

	/**
	 * Whether it is known what became of the newest commit of a partition, or still to
	 * come.
	 * @return {@code false} if nothing of it was committed since it was assigned
	 */
	boolean has(TopicPartition partition) {
		return this.entries.containsKey(partition);
	}

	/**
	 * What is committed of a partition.
	 * @return the offset, {@code null} if that is not known
	 */
	public @Nullable OffsetAndMetadata confirmed(TopicPartition partition) {
		Entry newest = this.entries.get(partition);
		return (newest != null && newest.state == State.CONFIRMED) ? newest.offset : null;
	}

	public boolean hasFailed() {
		return this.failed > 0;
	}

	/**
	 * What failed and was not overtaken.
	 * @return the offsets to try again, a copy
	 */
	public Map<TopicPartition, OffsetAndMetadata> failed() {
		return select((entry) -> entry.state == State.FAILED);
	}

	/**
	 * What is not known to be committed: failed, or without an answer yet.
	 * @param partitions the partitions to check
	 * @return the offsets, a copy
	 */
	public Map<TopicPartition, OffsetAndMetadata> unconfirmed(Collection<TopicPartition> partitions) {
		Map<TopicPartition, OffsetAndMetadata> unconfirmed = select((entry) -> entry.state != State.CONFIRMED);
		unconfirmed.keySet().retainAll(partitions);
		return unconfirmed;
	}

	private Map<TopicPartition, OffsetAndMetadata> select(Predicate<Entry> which) {
		Map<TopicPartition, OffsetAndMetadata> selected = new HashMap<>();
		this.entries.forEach((partition, entry) -> {
			if (which.test(entry)) {
				selected.put(partition, entry.offset);
			}
		});
		return selected;
	}

	/**
	 * The offsets of partitions are not to be tried again.
	 */
	public void forget(Collection<TopicPartition> partitions) {
		partitions.forEach(this::forget);
	}

	private void forget(TopicPartition partition) {
		this.failed -= wasFailed(this.entries.remove(partition)) ? 1 : 0;
	}

	private enum State {

		SENT, FAILED, CONFIRMED

	}

	private record Entry(OffsetAndMetadata offset, long request, State state) {

	}

	/**
	 * A request to commit.
	 *
	 * @param number its number: later ones have higher ones
	 */
	public record Request(long number, Map<TopicPartition, OffsetAndMetadata> offsets) {

	}

}
