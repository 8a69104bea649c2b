package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import org.apache.kafka.common.TopicPartition;

/**
 * Owners that commit what they are told, but for those that are to fail.
 */
final class TestMembers implements LivePartitions {

	final Map<TopicPartition, String> owners = new HashMap<>();

	/**
	 * Why a partition can't be held.
	 */
	final Map<TopicPartition, String> unheld = new HashMap<>();

	/**
	 * Why a partition can't be moved to an offset, or to none.
	 */
	final Map<TopicPartition, Map<Long, String>> stuck = new HashMap<>();

	/**
	 * What is committed nevertheless, at each move of a partition that fails.
	 */
	final Map<TopicPartition, Iterator<Long>> committed = new HashMap<>();

	final List<String> calls = new ArrayList<>();

	/**
	 * Runs when all is held.
	 */
	Runnable held = () -> {
	};

	@Override
	public Map<TopicPartition, String> owners(String group) {
		return Map.copyOf(this.owners);
	}

	@Override
	public Map<TopicPartition, String> hold(String operation, String group, Set<TopicPartition> partitions,
			Duration timeout) {
		this.calls.add("hold " + partitions.size());
		this.held.run();
		return this.unheld;
	}

	@Override
	public Map<TopicPartition, String> move(String operation, String group, Map<TopicPartition, Long> offsets,
			Duration timeout) {
		this.calls.add("move " + sorted(offsets));
		Map<TopicPartition, String> failed = new HashMap<>();
		offsets.forEach((partition, offset) -> {
			String reason = this.stuck.getOrDefault(partition, Map.of()).get(offset);
			if (reason != null) {
				failed.put(partition, reason);
				if (this.committed.containsKey(partition)) {
					Offsets.commit(Broker.shared().servers(), group, partition, this.committed.get(partition).next());
				}
			}
			else {
				Offsets.commit(Broker.shared().servers(), group, partition, offset);
			}
		});
		return failed;
	}

	private static Map<Integer, Long> sorted(Map<TopicPartition, Long> offsets) {
		Map<Integer, Long> sorted = new TreeMap<>();
		offsets.forEach((partition, offset) -> sorted.put(partition.partition(), offset));
		return sorted;
	}

	@Override
	public void release(String operation, String group) {
		this.calls.add("release");
	}

}
