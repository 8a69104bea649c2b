package io.steadykafka.watchdog.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.assignment.OffsetSample;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What other capabilities know of a listener. None of it may block.
 *
 * @param offsets the last sample of lag of its group on its cluster, empty if that failed
 * @param inFlight partitions with records that wait for their acknowledgement
 * @param failing partitions that wait for a failed record
 * @param oldestInFlight how long the oldest record waits for its acknowledgement
 * @param commitsFailFor for how long no commit has succeeded, zero if they do
 * @param failures how often it failed on a record
 * @param pollingMembers the members that started, of a listener whose polls are reported
 * @param restartListeners to notify before a restart; asked for when a listener is
 * prepared
 */
public record WatchdogInputs(Function<ListenerContainer, Optional<OffsetSample>> offsets,
		Function<ListenerContainer, Set<TopicPartition>> inFlight,
		Function<ListenerContainer, ? extends Collection<TopicPartition>> failing,
		Function<ListenerContainer, Duration> oldestInFlight, Function<ListenerContainer, Duration> commitsFailFor,
		ToLongFunction<ListenerContainer> failures,
		Function<ListenerContainer, List<MessageListenerContainer>> pollingMembers,
		Supplier<List<RestartListener>> restartListeners) {

	/**
	 * The partitions that wait for a failed record, or for acknowledgements.
	 */
	Set<TopicPartition> heldBack(ListenerContainer listener) {
		Set<TopicPartition> heldBack = new HashSet<>(this.inFlight.apply(listener));
		heldBack.addAll(this.failing.apply(listener));
		return heldBack;
	}

}
