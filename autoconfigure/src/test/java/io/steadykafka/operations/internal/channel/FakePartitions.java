package io.steadykafka.operations.internal.channel;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.operations.internal.reset.LivePartitions;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of members that do what they are told, or have a problem.
 */
final class FakePartitions implements LivePartitions {

	static final String GROUP = "orders \"é\"";

	final List<String> calls = new CopyOnWriteArrayList<>();

	final Map<TopicPartition, String> problems = new HashMap<>();

	private final Map<TopicPartition, String> owners = new HashMap<>();

	FakePartitions(int... partitions) {
		for (int partition : partitions) {
			this.owners.put(partition(partition), "listener 'main'" + OF_THIS_INSTANCE);
		}
	}

	static TopicPartition partition(int partition) {
		return new TopicPartition("orders", partition);
	}

	@Override
	public Map<TopicPartition, String> owners(String group) {
		return (group.equals(GROUP)) ? this.owners : Map.of();
	}

	@Override
	public Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions,
			Duration timeout) {
		this.calls.add("hold " + operation + " " + numbers(partitions));
		return problems(partitions);
	}

	@Override
	public Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout) {
		Map<Integer, Long> sorted = new TreeMap<>();
		offsets.forEach((partition, offset) -> sorted.put(partition.partition(), offset));
		this.calls.add("move " + operation + " " + sorted);
		return problems(offsets.keySet());
	}

	@Override
	public void release(String operation, String group) {
		this.calls.add("release " + operation);
	}

	private Map<TopicPartition, String> problems(Set<TopicPartition> partitions) {
		Map<TopicPartition, String> problems = new HashMap<>(this.problems);
		problems.keySet().retainAll(partitions);
		return problems;
	}

	private static List<Integer> numbers(Set<TopicPartition> partitions) {
		return partitions.stream().map(TopicPartition::partition).sorted().toList();
	}

}
