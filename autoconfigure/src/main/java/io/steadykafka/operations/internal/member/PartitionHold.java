package io.steadykafka.operations.internal.member;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import io.steadykafka.listener.internal.CurrentPosition;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition that an operation holds, and may move. It is a wanted state, not a message:
 * whichever member owns the partition at its next poll sees to it. Safe for use by
 * several threads.
 */
final class PartitionHold {

	private static final Duration UNTIL_DRAINED = Duration.ofMillis(50);

	private static final Duration UNTIL_RELEASED = Duration.ofSeconds(1);

	private final TopicPartition partition;

	private final CompletableFuture<Boolean> held = new CompletableFuture<>();

	/**
	 * The member that waits for the answer to its commit of what was processed.
	 */
	private @Nullable Object drainer;

	/**
	 * The newest move that was asked for.
	 */
	private @Nullable Move wanted;

	/**
	 * The move that waits for the answer to its commit.
	 */
	private @Nullable Move underWay;

	private boolean polled;

	private boolean released;

	PartitionHold(TopicPartition partition) {
		this.partition = partition;
	}

	/**
	 * Completed once nothing of the partition is delivered or in flight, and what was
	 * processed is committed.
	 */
	CompletableFuture<Boolean> held() {
		return this.held;
	}

	/**
	 * Asks for a move. It takes the place of one that has not begun, and follows one that
	 * is under way.
	 * @return completed with why it was not moved, or with an empty text
	 */
	synchronized CompletableFuture<String> move(long offset) {
		Move before = this.wanted;
		if (before != null && before.mover == null) {
			before.done.complete("another move took its place");
		}
		Move move = new Move(offset);
		this.wanted = move;
		if (this.released) {
			move.done.complete("it was released before");
		}
		return move.done;
	}

	synchronized void release() {
		this.released = true;
		if (this.wanted != null && this.wanted.mover == null) {
			this.wanted.done.complete("it was released before");
		}
	}

	/**
	 * Whether it keeps the partition from being delivered no more.
	 */
	synchronized boolean isOver() {
		return this.released && this.underWay == null;
	}

	/**
	 * Why it is not held yet.
	 */
	synchronized String obstacle() {
		if (this.drainer != null) {
			return "the commit of what its listener has processed has no answer yet";
		}
		return (this.polled) ? "its listener has not finished, or not acknowledged, records that it has"
				: "its member has not polled: its handler is busy or hangs, or the partition moves to another member";
	}

	/**
	 * How long the partition waits at least, before somebody looks again.
	 */
	synchronized Duration untilNextLook() {
		return (this.held.isDone()) ? UNTIL_RELEASED : UNTIL_DRAINED;
	}

	/**
	 * The member that owns the partition is about to poll.
	 * @param inFlight whether records of the partition wait for their acknowledgement
	 */
	synchronized void beforePoll(Object member, Consumer<?, ?> consumer, boolean inFlight) {
		this.polled = true;
		if (!this.held.isDone()) {
			if (!inFlight && !member.equals(this.drainer)) {
				commitProcessed(member, consumer);
			}
			return;
		}
		Move move = this.wanted;
		if (move != null && move.mover == null && !move.done.isDone() && this.underWay == null && !this.released) {
			try {
				begin(move, member, consumer);
			}
			catch (RuntimeException ex) {
				this.underWay = null;
				move.done.complete("its member could not seek and commit: " + ex);
			}
		}
	}

	/**
	 * Else what was processed would be processed again, and where the group stands could
	 * not be told.
	 */
	private void commitProcessed(Object member, Consumer<?, ?> consumer) {
		OptionalLong position = CurrentPosition.of(consumer, this.partition);
		if (position.isPresent()) {
			this.drainer = member;
			consumer.commitAsync(Map.of(this.partition, new OffsetAndMetadata(position.getAsLong())),
					(offsets, failure) -> drained());
		}
	}

	private synchronized void drained() {
		this.drainer = null;
		this.held.complete(true);
	}

	private void begin(Move move, Object member, Consumer<?, ?> consumer) {
		OptionalLong before = CurrentPosition.of(consumer, this.partition);
		if (before.isEmpty()) {
			// Just assigned: it is known a few polls later.
			return;
		}
		move.mover = member;
		this.underWay = move;
		consumer.seek(this.partition, new OffsetAndMetadata(move.offset));
		consumer.commitAsync(Map.of(this.partition, new OffsetAndMetadata(move.offset)),
				(offsets, failure) -> answered(move, consumer, before.getAsLong(),
						problem(offsets.get(this.partition), move.offset, failure)));
	}

	private static String problem(@Nullable OffsetAndMetadata committed, long offset, @Nullable Exception failure) {
		if (failure != null) {
			return "its offset could not be committed: " + failure;
		}
		return (committed != null && committed.offset() == offset) ? ""
				: "its offset was not committed: the partition was lost or deleted";
	}

	private synchronized void answered(Move move, Consumer<?, ?> consumer, long before, String problem) {
		if (!move.equals(this.underWay)) {
			return;
		}
		this.underWay = null;
		// Nobody waits for it any more: the answer was that it was not moved.
		boolean late = this.released;
		try {
			if (consumer.assignment().contains(this.partition)) {
				boolean back = late || !problem.isEmpty();
				settle(consumer, (back) ? before : move.offset, back);
			}
		}
		finally {
			move.done.complete((late) ? "it was released before its commit was answered" : problem);
		}
	}

	private void settle(Consumer<?, ?> consumer, long offset, boolean commit) {
		OptionalLong position = CurrentPosition.of(consumer, this.partition);
		// A rebalance may have read the committed offset before it was the new one.
		if (position.isEmpty() || position.getAsLong() != offset) {
			consumer.seek(this.partition, new OffsetAndMetadata(offset));
		}
		if (commit) {
			// Else the commit that failed would be tried again.
			consumer.commitAsync(Map.of(this.partition, new OffsetAndMetadata(offset)), null);
		}
	}

	/**
	 * A member ended.
	 */
	synchronized void ended(Object member) {
		if (member.equals(this.drainer)) {
			this.drainer = null;
		}
		Move move = this.underWay;
		if (move != null && member.equals(move.mover)) {
			this.underWay = null;
			move.done.complete("its member stopped while it committed");
		}
	}

	private static final class Move {

		private final long offset;

		private final CompletableFuture<String> done = new CompletableFuture<>();

		/**
		 * The member that began it.
		 */
		private @Nullable Object mover;

		Move(long offset) {
			this.offset = offset;
		}

	}

}
