package io.steadykafka.operations.internal.member;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.operations.internal.reset.LivePartitions;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that members of this instance own.
 */
public final class InstancePartitions implements LivePartitions {

	private final ListenerContainers listeners;

	private final OwnedPartitions owned;

	private final PartitionHolds holds;

	private final Function<ListenerContainer, Optional<String>> obstacle;

	private final Consumer<ListenerContainer> wake;

	/**
	 * Create a view of this instance.
	 * @param obstacle why the starter does not deliver a listener's records, empty if it
	 * does
	 * @param wake ends the polls of a listener's members, without waiting for that
	 */
	public InstancePartitions(ListenerContainers listeners, OwnedPartitions owned, PartitionHolds holds,
			Function<ListenerContainer, Optional<String>> obstacle, Consumer<ListenerContainer> wake) {
		this.listeners = listeners;
		this.owned = owned;
		this.holds = holds;
		this.obstacle = obstacle;
		this.wake = wake;
	}

	@Override
	public Map<TopicPartition, String> owners(String group) {
		Map<TopicPartition, String> owners = new HashMap<>();
		of(group).forEach((listener) -> this.owned.of(listener)
			.forEach((partition) -> owners.put(partition, listener + OF_THIS_INSTANCE)));
		return owners;
	}

	@Override
	public Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions,
			Duration timeout) {
		Optional<String> impossible = impossible(group);
		if (impossible.isPresent()) {
			return partitions.stream()
				.collect(Collectors.toMap((partition) -> partition, (partition) -> impossible.get()));
		}
		Map<TopicPartition, PartitionHold> holds = this.holds.begin(operation, group, partitions);
		wake(group);
		Map<TopicPartition, String> problems = new HashMap<>();
		long end = System.nanoTime() + timeout.toNanos();
		for (TopicPartition partition : partitions) {
			PartitionHold hold = holds.get(partition);
			if (hold == null) {
				problems.put(partition, "another operation is under way on it");
			}
			else if (await(hold.held(), end) == null) {
				problems.put(partition, hold.obstacle() + ", within " + timeout.toMillis() + " ms");
			}
		}
		return problems;
	}

	private Optional<String> impossible(String group) {
		Collection<ListenerContainer> listeners = of(group);
		if (listeners.stream().map(ListenerContainer::servers).distinct().count() > 1) {
			return Optional.of("listeners of this application are in groups of that name on several clusters");
		}
		return listeners.stream()
			.flatMap((listener) -> this.obstacle.apply(listener)
				.map((reason) -> "the records of " + listener + " are not delivered by Steady Kafka: " + reason)
				.stream())
			.findFirst();
	}

	@Override
	public Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout) {
		Map<TopicPartition, PartitionHold> holds = this.holds.of(operation);
		Map<TopicPartition, CompletableFuture<String>> moves = new HashMap<>();
		offsets.forEach((partition, offset) -> {
			PartitionHold hold = holds.get(partition);
			moves.put(partition,
					(hold != null) ? hold.move(offset) : CompletableFuture.completedFuture("it is not held"));
		});
		wake(group);
		Map<TopicPartition, String> problems = new HashMap<>();
		long end = System.nanoTime() + timeout.toNanos();
		moves.forEach((partition, move) -> {
			String problem = await(move, end);
			if (problem == null) {
				problems.put(partition, "no member has answered within " + timeout.toMillis() + " ms");
			}
			else if (!problem.isEmpty()) {
				problems.put(partition, problem);
			}
		});
		return problems;
	}

	@Override
	public void release(String operation, String group) {
		this.holds.release(operation);
		wake(group);
	}

	private void wake(String group) {
		of(group).forEach(this.wake);
	}

	private Collection<ListenerContainer> of(String group) {
		List<ListenerContainer> all = this.listeners.all();
		return all.stream().filter((listener) -> listener.group().equals(group)).toList();
	}

	private static <T> @Nullable T await(CompletableFuture<T> future, long end) {
		try {
			return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

}
