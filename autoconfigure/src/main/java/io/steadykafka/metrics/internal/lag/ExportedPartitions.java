package io.steadykafka.metrics.internal.lag;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;

/**
 * Which partitions this instance exports the lag of: those that it owns now, and those
 * that nobody owned at the last sample and that it monitors. Safe for use by several
 * threads.
 *
 * @param owned the partitions that this instance owns
 */
record ExportedPartitions(LagMonitor monitor, OwnedPartitions owned) {

	/**
	 * The partitions by the last good samples.
	 * @return the partitions, without groups that no listener is a member of
	 */
	Set<GroupPartition> all() {
		return all((lag) -> true);
	}

	/**
	 * The partitions whose lag is known.
	 * @return the partitions, without groups that no listener is a member of
	 */
	Set<GroupPartition> known() {
		return all(ExportedPartitions::isKnown);
	}

	private Set<GroupPartition> all(Predicate<PartitionLag> wanted) {
		return this.monitor.groups()
			.stream()
			.filter((group) -> !group.watched())
			.flatMap((group) -> partitions(group, wanted).filter((partition) -> isExported(group, partition)))
			.collect(Collectors.toSet());
	}

	/**
	 * The partitions of groups that no listener is a member of.
	 * @param wanted which partitions, by their lag
	 */
	static Set<GroupPartition> watched(LagMonitor monitor, Predicate<PartitionLag> wanted) {
		return monitor.groups()
			.stream()
			.filter(GroupLag::watched)
			.flatMap((group) -> partitions(group, wanted))
			.collect(Collectors.toSet());
	}

	private static Stream<GroupPartition> partitions(GroupLag group, Predicate<PartitionLag> wanted) {
		return group.partitions()
			.entrySet()
			.stream()
			.filter((entry) -> wanted.test(entry.getValue().lag()))
			.map((entry) -> new GroupPartition(group.group(), entry.getKey()));
	}

	static boolean isKnown(PartitionLag lag) {
		return lag.lag().isPresent();
	}

	/**
	 * Whether this instance exports a partition now.
	 */
	boolean isExported(GroupPartition partition) {
		return this.monitor.groups()
			.stream()
			.anyMatch((group) -> group.group().equals(partition.group()) && isExported(group, partition));
	}

	/**
	 * The partitions that this instance does not export any more after a rebalance.
	 * @param change what the rebalance did to a member
	 * @return the partitions that no other member of this instance owns
	 */
	List<GroupPartition> gone(AssignmentChange change) {
		if (change.kind() == AssignmentChange.Kind.ASSIGNED) {
			return List.of();
		}
		String group = change.listener().group();
		return change.partitions()
			.stream()
			.filter((partition) -> !this.owned.owns(group, partition))
			.map((partition) -> new GroupPartition(group, partition))
			.toList();
	}

	private boolean isExported(GroupLag group, GroupPartition partition) {
		PartitionReading reading = group.partitions().get(partition.partition());
		return (reading != null && reading.unowned()) || this.owned.owns(group.group(), partition.partition());
	}

}
