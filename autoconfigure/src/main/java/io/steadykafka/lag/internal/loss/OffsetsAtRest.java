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
	 * A group is not at rest any more. At the first look its member here may not know its
	 * assignment yet; from the second one on it is others that work.
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
	 * What was committed when a member began. A group may have been looked at before its
	 * members began, and its offsets after they had committed: then it is the one of the
	 * look before.
	 * @param of the group and partition; it is not at rest any more
	 * @param began the first offset that the member was handed over
	 * @return the committed offset, empty if it is not known
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
	 * A member here was handed over records, and where it began need not be told:
	 * somebody may have sought. At the second look it is not.
	 * @param of the group and partition
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
