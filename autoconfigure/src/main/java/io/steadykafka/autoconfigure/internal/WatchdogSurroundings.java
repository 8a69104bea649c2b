package io.steadykafka.autoconfigure.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.watchdog.internal.OffsetSample;
import io.steadykafka.watchdog.internal.PartitionOffsets;
import io.steadykafka.watchdog.internal.Watchdog;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What the watchdog asks the other capabilities.
 *
 * @param handOvers what listeners did
 * @param failures what listeners fail on, {@code null} if nobody looks after that
 * @param lag samples of lag, {@code null} if there are none
 * @param owned the partitions that this instance owns
 */
public record WatchdogSurroundings(RecordDelivery handOvers, @Nullable RecordFailures failures,
		@Nullable LagMonitor lag, OwnedPartitions owned, ContainerStates states) {

	public Watchdog.Surroundings with(Supplier<List<RestartListener>> restartListeners) {
		return new Watchdog.Surroundings(this::offsets, this::heldBack, this::oldestInFlight, this::commitsFailFor,
				this::failed, this::pollingMembers, restartListeners);
	}

	private Optional<OffsetSample> offsets(ListenerContainer listener) {
		if (this.lag == null) {
			return Optional.empty();
		}
		String cluster = listener.servers();
		return this.lag.groups()
			.stream()
			.filter((group) -> group.group().equals(listener.group()) && group.cluster().equals(cluster))
			.flatMap((group) -> offsets(group, this.owned.of(listener)).stream())
			.max(Comparator.comparing(OffsetSample::at));
	}

	private static Optional<OffsetSample> offsets(GroupLag group, Set<TopicPartition> own) {
		Instant at = group.sampledAt();
		// One that failed shows what was before: it says nothing of now.
		if (at == null || !group.failure().isEmpty()) {
			return Optional.empty();
		}
		Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
		group.partitions().forEach((partition, sample) -> {
			if (own.contains(partition) && sample.unknownBecause().isEmpty() && sample.logEnd().isPresent()) {
				offsets.put(partition,
						new PartitionOffsets(sample.committed().orElse(-1), sample.logEnd().getAsLong()));
			}
		});
		return Optional.of(new OffsetSample(at, offsets));
	}

	private Set<TopicPartition> heldBack(ListenerContainer listener) {
		Set<TopicPartition> heldBack = new HashSet<>();
		work(listener).ifPresent((work) -> heldBack.addAll(work.inFlightPartitions()));
		if (this.failures != null) {
			this.failures.failing(listener).forEach((failing) -> heldBack.add(failing.partition()));
		}
		return heldBack;
	}

	private Duration oldestInFlight(ListenerContainer listener) {
		return work(listener).map(ListenerWork::oldestInFlight).orElse(Duration.ZERO);
	}

	private Duration commitsFailFor(ListenerContainer listener) {
		return work(listener).map(ListenerWork::commitsFailFor).orElse(Duration.ZERO);
	}

	private long failed(ListenerContainer listener) {
		return work(listener).map(ListenerWork::failed).orElse(0L);
	}

	private List<MessageListenerContainer> pollingMembers(ListenerContainer listener) {
		return (work(listener).isPresent()) ? this.states.members(listener) : List.of();
	}

	private Optional<ListenerWork> work(ListenerContainer listener) {
		return this.handOvers.work(listener);
	}

}
