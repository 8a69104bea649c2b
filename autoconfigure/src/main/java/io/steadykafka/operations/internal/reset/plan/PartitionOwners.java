package io.steadykafka.operations.internal.reset.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the partitions of a group.
 *
 * @param members all members
 * @param reachable owners that can be told to move
 */
public record PartitionOwners(GroupMembers members, Map<TopicPartition, String> reachable) {

	public @Nullable String of(TopicPartition partition) {
		String reached = this.reachable.get(partition);
		return (reached != null) ? reached : this.members.owners().get(partition);
	}

	public Set<TopicPartition> reached(Collection<TopicPartition> wanted) {
		Set<TopicPartition> reached = new HashSet<>(wanted);
		reached.retainAll(this.reachable.keySet());
		return reached;
	}

	/**
	 * Why partitions can't be reset now.
	 */
	public Map<TopicPartition, String> obstacles(Collection<TopicPartition> wanted) {
		boolean live = !reached(wanted).isEmpty();
		Map<TopicPartition, String> obstacles = new LinkedHashMap<>();
		wanted.forEach((partition) -> {
			String obstacle = (this.reachable.containsKey(partition)) ? null : obstacle(partition, live);
			if (obstacle != null) {
				obstacles.put(partition, obstacle);
			}
		});
		return obstacles;
	}

	private @Nullable String obstacle(TopicPartition partition, boolean live) {
		String owner = this.members.owners().get(partition);
		if (owner != null) {
			return "it is owned by " + owner + ", which can't be reached";
		}
		if (!this.members.isSettled()) {
			return "the group rebalances, so its owner is not known";
		}
		if (!this.members.isEmpty()) {
			return "no member owns it, and while the group has members only an owner can move it";
		}
		return (live) ? "no member owns it, unlike others of the request: reset it by itself" : null;
	}

}
