package io.steadykafka.operations.internal.member;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps from one member what is paused or held, and moves what is to be moved.
 */
final class MemberOperations implements SessionHooks {

	/**
	 * A resume ends the poll.
	 */
	private static final Duration WHILE_PAUSED = Duration.ofMinutes(1);

	private static final Duration WHILE_LEARNING = Duration.ofMillis(100);

	private final ListenerContainer listener;

	private final String group;

	private final Consumer<?, ?> consumer;

	private final ListenerPauses pauses;

	private final PartitionHolds holds;

	private final Supplier<Set<TopicPartition>> inFlight;

	MemberOperations(ListenerContainer listener, Consumer<?, ?> consumer, ListenerPauses pauses, PartitionHolds holds,
			Supplier<Set<TopicPartition>> inFlight) {
		this.listener = listener;
		this.group = listener.group();
		this.consumer = consumer;
		this.pauses = pauses;
		this.holds = holds;
		this.inFlight = inFlight;
	}

	@Override
	public void beforePoll() {
		Map<TopicPartition, PartitionHold> held = this.holds.ofGroup(this.group);
		if (held.isEmpty()) {
			return;
		}
		held.keySet().retainAll(this.consumer.assignment());
		Set<TopicPartition> working = this.inFlight.get();
		held.forEach((partition, hold) -> hold.beforePoll(this, this.consumer, working.contains(partition)));
	}

	@Override
	public Map<TopicPartition, Duration> waiting() {
		Map<TopicPartition, PartitionHold> held = this.holds.ofGroup(this.group);
		boolean paused = this.pauses.isPaused(this.listener);
		boolean learning = this.pauses.isLearning();
		if (held.isEmpty() && !paused && !learning) {
			return Map.of();
		}
		Map<TopicPartition, Duration> waiting = new HashMap<>();
		Set<TopicPartition> assignment = this.consumer.assignment();
		if (learning) {
			assignment.forEach((partition) -> waiting.put(partition, WHILE_LEARNING));
		}
		if (paused) {
			this.pauses.among(this.listener, assignment).forEach((partition) -> waiting.put(partition, WHILE_PAUSED));
		}
		held.forEach((partition, hold) -> {
			if (assignment.contains(partition)) {
				waiting.put(partition, hold.untilNextLook());
			}
		});
		return waiting;
	}

	@Override
	public void ended() {
		this.holds.ended(this);
	}

}
