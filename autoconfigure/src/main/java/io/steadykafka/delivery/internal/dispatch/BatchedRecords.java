package io.steadykafka.delivery.internal.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.session.PacedMember;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The records of a member: those read ahead, and the portion that the listener has in
 * hand. Not for use by several threads.
 */
public final class BatchedRecords<K, V> {

	private final RecordBuffer<K, V> readAhead = new RecordBuffer<>();

	private @Nullable InHand<K, V> inHand;

	private boolean takenBack;

	/**
	 * The records that were not handed over.
	 * @return the records, without those of a portion in hand
	 */
	public RecordBuffer<K, V> readAhead() {
		return this.readAhead;
	}

	/**
	 * Take the next portion in hand.
	 * @param member who gets it
	 * @param limit how many records at most
	 * @param which the partitions to take from
	 * @return the portion, empty if there is nothing to hand over
	 */
	public ConsumerRecords<K, V> handOver(PacedMember member, Consumer<K, V> consumer, int limit,
			Predicate<TopicPartition> which) {
		RecordBuffer.Taken<K, V> taken = this.readAhead.take(limit, which);
		if (taken.records().isEmpty()) {
			return ConsumerRecords.empty();
		}
		DeliveryBatch<K, V> portion = new DeliveryBatch<>(taken, member.member().watch(), member.kind());
		this.inHand = new InHand<>(portion, member);
		this.takenBack = false;
		member.handedOver(consumer, portion);
		return portion.records();
	}

	/**
	 * The portion in hand, for code that only looks on.
	 * @return its records, empty if there is none
	 */
	public ConsumerRecords<K, V> untouched() {
		return (this.inHand != null) ? this.inHand.portion.untouched() : ConsumerRecords.empty();
	}

	/**
	 * Take back what of the portion in hand was not handed over. It is as if it had never
	 * been taken. The listener may still be at work with the rest.
	 */
	public void takeBack() {
		if (this.inHand != null && !this.takenBack) {
			takeBack(this.inHand, false);
		}
	}

	private void takeBack(InHand<K, V> current, boolean more) {
		this.takenBack = true;
		current.portion.takeBack();
		current.portion.visit(more, (partition, records, handedOver) -> {
			this.readAhead.giveBack(partition, records.size() - handedOver);
			if (handedOver > 0 || more) {
				this.readAhead.hadTurn(partition);
			}
		});
		this.readAhead.forgetHandedOver();
	}

	/**
	 * Finish the portion in hand: the listener is done with it.
	 */
	public void settle() {
		settle(false);
	}

	/**
	 * Finish the portion in hand, as the container polls again. A record that it did not
	 * come back from was not processed, and is as if it had never been taken.
	 * @return that record, {@code null} if there is none
	 */
	public @Nullable ConsumerRecord<K, V> settleAfterReturn() {
		InHand<K, V> current = this.inHand;
		ConsumerRecord<K, V> abandoned = (current != null && !this.takenBack) ? current.portion.inHand() : null;
		if (current != null && abandoned != null && current.member.kind() == DeliveryBatch.Kind.ONE_BY_ONE) {
			current.member.member().watch().abandoned(abandoned);
		}
		settle(abandoned != null);
		return abandoned;
	}

	private void settle(boolean back) {
		InHand<K, V> finished = this.inHand;
		if (finished == null) {
			return;
		}
		if (!this.takenBack) {
			takeBack(finished, back);
		}
		this.inHand = null;
		finished.portion.visit(back, new Settlement<>(finished.member, finished.member.member().finished()));
	}

	/**
	 * Whether the container is done with all that was fetched, and will poll next.
	 * @return {@code false} if there is more, in memory or in the portion in hand
	 */
	public boolean isUsedUp() {
		return this.inHand != null && !this.takenBack && this.inHand.portion.isUsedUp() && this.readAhead.isEmpty();
	}

	/**
	 * Whether the listener was handed over all that was fetched.
	 * @param assignment the partitions to look at
	 * @return {@code false} if there is more, in memory or in the portion in hand
	 */
	public boolean isAllHandedOver(Collection<TopicPartition> assignment) {
		return assignment.stream().allMatch((partition) -> firstNotHandedOver(partition).isEmpty());
	}

	/**
	 * What a commit without offsets is to commit. Kafka would commit its own positions,
	 * which are behind what was read ahead.
	 * @param consumer the consumer that fetches
	 * @return the offset of the first record of each partition that was not handed over
	 */
	public Map<TopicPartition, OffsetAndMetadata> positions(Consumer<?, ?> consumer) {
		Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
		for (TopicPartition partition : consumer.assignment()) {
			try {
				OptionalLong first = firstNotHandedOver(partition);
				positions.put(partition, new OffsetAndMetadata(
						(first.isPresent()) ? first.getAsLong() : consumer.position(partition, Duration.ZERO)));
			}
			catch (TimeoutException ex) {
				// It has no position yet, and so nothing to commit.
			}
		}
		return positions;
	}

	private OptionalLong firstNotHandedOver(TopicPartition partition) {
		takeBackIfEnded();
		OptionalLong first = (this.inHand != null && !this.takenBack) ? this.inHand.portion.position(partition)
				: OptionalLong.empty();
		return (first.isPresent()) ? first : this.readAhead.position(partition);
	}

	/**
	 * Take back what is left of the portion in hand if no more of it will be handed over.
	 */
	public void takeBackIfEnded() {
		if (this.inHand != null && this.inHand.portion.hasEnded()) {
			takeBack();
		}
	}

	private record InHand<K, V>(DeliveryBatch<K, V> portion, PacedMember member) {

	}

	private static final class Settlement<K, V> implements BatchVisitor<K, V> {

		private final PacedMember member;

		private int processed;

		Settlement(PacedMember member, int processed) {
			this.member = member;
			this.processed = processed;
		}

		@Override
		public void visit(TopicPartition partition, List<ConsumerRecord<K, V>> records, int handedOver) {
			int done = Math.max(0, Math.min(this.processed, handedOver));
			this.processed -= done;
			this.member.processed(partition, records.subList(0, done));
		}

	}

}
