package io.steadykafka.lag.internal.loss;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import io.steadykafka.lag.internal.group.GroupPartition;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that groups had committed while none of their members owned anything. Not for
 * use by several threads.
 */
public final class OffsetsAtRest {

	private final Map<String, Offsets> groups = new HashMap<>();

	private final Set<String> working = new HashSet<>();

	public void put(String group, Map<TopicPartition, OffsetAndMetadata> committed) {
		Map<TopicPartition, Long> known = new HashMap<>();
		committed.forEach((partition, offset) -> {
			if (offset != null) {
				known.put(partition, offset.offset());
			}
		});
		Offsets before = this.groups.get(group);
		Map<TopicPartition, Long> changed = (before != null) ? before.last : new HashMap<>();
		changed.entrySet().removeAll(known.entrySet());
		this.groups.put(group, new Offsets(known, changed, new HashSet<>()));
		this.working.remove(group);
	}

	/**
	 * A group is not at rest anymore. At the first inspection its member here may not
	 * know its assignment yet; from the second one on, other members work.
	 * @param ours whether a member here owns a partition
	 */
	public void works(String group, Predicate<TopicPartition> ours) {
		Offsets offsets = this.groups.get(group);
		if (offsets != null && !this.working.add(group)) {
			offsets.last.keySet().removeIf(ours.negate());
			offsets.changed.keySet().removeIf(ours.negate());
		}
	}

	/**
	 * What was committed when a member began, empty if it is not known; afterwards the
	 * partition is not at rest anymore. A group may have been described before its
	 * members began, and its offsets read after they had committed: then it is the offset
	 * of the inspection before.
	 * @param began the first offset that was delivered to the member
	 */
	public OptionalLong take(GroupPartition of, long began) {
		Offsets offsets = this.groups.get(of.group());
		if (offsets == null) {
			return OptionalLong.empty();
		}
		Long last = offsets.last.remove(of.partition());
		Long changed = offsets.changed.remove(of.partition());
		offsets.begun.remove(of.partition());
		Long committed = (last != null && last > began) ? changed : last;
		return (committed != null) ? OptionalLong.of(committed) : OptionalLong.empty();
	}

	/**
	 * Records were delivered to a member here. Where it began may stay unknown, as
	 * somebody may have sought: at the second inspection the partition is not at rest
	 * anymore.
	 */
	public void begun(GroupPartition of) {
		Offsets offsets = this.groups.get(of.group());
		if (offsets != null && offsets.last.containsKey(of.partition()) && !offsets.begun.add(of.partition())) {
			take(of, Long.MAX_VALUE);
		}
	}

	public void retain(String group, Set<TopicPartition> partitions) {
		Offsets offsets = this.groups.get(group);
		if (offsets != null) {
			offsets.last.keySet().retainAll(partitions);
			offsets.changed.keySet().retainAll(partitions);
		}
	}

	public void retain(Collection<String> present) {
		this.groups.keySet().retainAll(present);
		this.working.retainAll(present);
	}

	/**
	 * Committed offsets of one group.
	 *
	 * @param last those of the last look
	 * @param changed those of the one before that were others
	 * @param begun partitions that a member here was seen to read since
	 */
	private record Offsets(Map<TopicPartition, Long> last, Map<TopicPartition, Long> changed,
			Set<TopicPartition> begun) {

	}

}
