package io.steadykafka.lag.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OffsetSample;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.assignment.PartitionOffsets;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of a listener's partitions by the last sample of its group on its cluster.
 */
public final class ListenerOffsets {

	private final Supplier<List<GroupLag>> groups;

	private final OwnedPartitions owned;

	public ListenerOffsets(Supplier<List<GroupLag>> groups, OwnedPartitions owned) {
		this.groups = groups;
		this.owned = owned;
	}

	/**
	 * The last sample, empty if it failed or none was taken.
	 */
	public Optional<OffsetSample> last(ListenerContainer listener) {
		String cluster = listener.servers();
		return this.groups.get()
			.stream()
			.filter((group) -> group.group().equals(listener.group()) && group.cluster().equals(cluster))
			.flatMap((group) -> offsets(group, this.owned.of(listener)).stream())
			.max(Comparator.comparing(OffsetSample::at));
	}

	private static Optional<OffsetSample> offsets(GroupLag group, Set<TopicPartition> own) {
		Instant at = group.sampledAt();
		// A failed one has the values before it, which show nothing of now.
		if (at == null || !group.failure().isEmpty()) {
			return Optional.empty();
		}
		Map<TopicPartition, PartitionOffsets> offsets = new HashMap<>();
		group.partitions().forEach((partition, reading) -> {
			PartitionLag sample = reading.lag();
			if (own.contains(partition) && sample.unknownBecause().isEmpty() && sample.logEnd().isPresent()) {
				offsets.put(partition,
						new PartitionOffsets(sample.committed().orElse(-1), sample.logEnd().getAsLong()));
			}
		});
		return Optional.of(new OffsetSample(at, offsets));
	}

}
