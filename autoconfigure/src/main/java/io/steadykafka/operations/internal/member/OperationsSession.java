package io.steadykafka.operations.internal.member;

import java.util.Set;
import java.util.function.Function;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Has each member look after what operations want of it.
 */
public final class OperationsSession implements SessionListener {

	private final ListenerPauses pauses;

	private final PartitionHolds holds;

	private final Function<ListenerContainer, Set<TopicPartition>> inFlight;

	/**
	 * Create a listener of sessions.
	 * @param inFlight tells partitions with records that wait for their acknowledgement
	 */
	public OperationsSession(ListenerPauses pauses, PartitionHolds holds,
			Function<ListenerContainer, Set<TopicPartition>> inFlight) {
		this.pauses = pauses;
		this.holds = holds;
		this.inFlight = inFlight;
	}

	/**
	 * The partitions that nothing is delivered of because of an operation.
	 * @param owned the partitions that the listener owns
	 */
	public Set<TopicPartition> heldBack(ListenerContainer listener, Set<TopicPartition> owned) {
		Set<TopicPartition> heldBack = this.holds.held(listener.group());
		heldBack.addAll(this.pauses.among(listener, owned));
		return heldBack;
	}

	@Override
	public SessionHooks polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer) {
		return new MemberOperations(listener, consumer, this.pauses, this.holds, () -> this.inFlight.apply(listener));
	}

}
