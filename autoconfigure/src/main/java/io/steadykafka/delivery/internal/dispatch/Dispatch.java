package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the records of a member in batches: knows the one that the listener has in
 * hand, and the buffer that it was taken from. Not for use by several threads.
 */
public final class Dispatch<K, V> {

	private final RecordBuffer<K, V> buffer;

	private final DeliveryMode mode;

	private @Nullable DeliveryBatch<K, V> inHand;

	private boolean takenBack;

	public Dispatch(RecordBuffer<K, V> buffer, DeliveryMode mode) {
		this.buffer = buffer;
		this.mode = mode;
	}

	/**
	 * Take the next batch in hand.
	 * @param limit how many records at most
	 * @param which the partitions to take from
	 * @return the batch, empty if there is nothing to deliver
	 */
	public ConsumerRecords<K, V> next(int limit, Predicate<TopicPartition> which) {
		RecordBuffer.Taken<K, V> taken = this.buffer.take(limit, which);
		if (taken.records().isEmpty()) {
			return ConsumerRecords.empty();
		}
		DeliveryBatch<K, V> batch = new DeliveryBatch<>(taken, this.mode);
		this.inHand = batch;
		this.takenBack = false;
		return batch.records();
	}

	/**
	 * The batch in hand is on its way to the listener, whose time runs from now on.
	 */
	public void begin() {
		if (this.inHand != null) {
			this.mode.watch().delivered(this.inHand);
		}
	}

	/**
	 * The batch in hand, for code that only looks on.
	 * @return its records, empty if there is none
	 */
	public ConsumerRecords<K, V> untouched() {
		return (this.inHand != null) ? this.inHand.untouched() : ConsumerRecords.empty();
	}

	/**
	 * Take back what of the batch in hand was not delivered. It is as if it had never
	 * been taken. The listener may still be at work with the rest.
	 */
	public void takeBack() {
		if (this.inHand != null && !this.takenBack) {
			takeBack(this.inHand, false);
		}
	}

	private void takeBack(DeliveryBatch<K, V> current, boolean more) {
		this.takenBack = true;
		current.takeBack();
		current.visit(more, (partition, records, delivered) -> {
			this.buffer.giveBack(partition, records.size() - delivered);
			if (delivered > 0 || more) {
				this.buffer.hadTurn(partition);
			}
		});
		this.buffer.forgetDelivered();
	}

	/**
	 * Finish the batch in hand: the listener is done with it.
	 */
	public void settle() {
		settle(false);
	}

	/**
	 * Finish the batch in hand, as the container polls again. A record that it did not
	 * come back from was not processed, and is as if it had never been taken.
	 * @return that record, {@code null} if there is none
	 */
	public @Nullable ConsumerRecord<K, V> settleAfterReturn() {
		DeliveryBatch<K, V> current = this.inHand;
		ConsumerRecord<K, V> abandoned = (current != null && !this.takenBack) ? current.inHand() : null;
		if (abandoned != null) {
			this.mode.abandoned(abandoned);
		}
		settle(abandoned != null);
		return abandoned;
	}

	private void settle(boolean back) {
		DeliveryBatch<K, V> finished = this.inHand;
		if (finished == null) {
			return;
		}
		if (!this.takenBack) {
			takeBack(finished, back);
		}
		this.inHand = null;
		int[] left = { this.mode.finished() };
		finished.visit(back, (partition, records, delivered) -> {
			int done = Math.max(0, Math.min(left[0], delivered));
			left[0] -= done;
			this.mode.work().processed(partition, records.subList(0, done));
		});
	}

	/**
	 * Whether the container is done with all that was fetched, and will poll next.
	 * @return {@code false} if there is more, in the buffer or in the batch in hand
	 */
	public boolean isUsedUp() {
		return this.inHand != null && !this.takenBack && this.inHand.isUsedUp() && this.buffer.isEmpty();
	}

	/**
	 * Whether the listener was given all that was fetched.
	 * @return {@code false} if there is more, in the buffer or in the batch in hand
	 */
	public boolean isAllDelivered(Collection<TopicPartition> assignment) {
		return assignment.stream().allMatch((partition) -> firstNotDelivered(partition).isEmpty());
	}

	/**
	 * What a commit without offsets is to commit. Kafka would commit its own positions,
	 * which are behind the buffer.
	 * @param consumer the consumer that fetches
	 * @return the offset of the first record of each partition that was not delivered
	 */
	public Map<TopicPartition, OffsetAndMetadata> positions(Consumer<?, ?> consumer) {
		Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
		for (TopicPartition partition : consumer.assignment()) {
			try {
				OptionalLong first = firstNotDelivered(partition);
				positions.put(partition, new OffsetAndMetadata(
						(first.isPresent()) ? first.getAsLong() : consumer.position(partition, Duration.ZERO)));
			}
			catch (TimeoutException ex) {
				// It has no position yet, and so nothing to commit.
			}
		}
		return positions;
	}

	private OptionalLong firstNotDelivered(TopicPartition partition) {
		takeBackIfEnded();
		OptionalLong first = (this.inHand != null && !this.takenBack) ? this.inHand.position(partition)
				: OptionalLong.empty();
		return (first.isPresent()) ? first : this.buffer.position(partition);
	}

	/**
	 * Take back what is left of the batch in hand if no more of it will be delivered.
	 */
	public void takeBackIfEnded() {
		if (this.inHand != null && this.inHand.hasEnded()) {
			takeBack();
		}
	}

}
