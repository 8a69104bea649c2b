package io.steadykafka.operations.internal.channel;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steadykafka.operations.internal.reset.LivePartitions;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that members of an instance own, as its report says.
 */
public final class ClaimedPartitions {

	/**
	 * The field of the report that has them.
	 */
	public static final String FIELD = "owners";

	private ClaimedPartitions() {
	}

	/**
	 * The field's value: by group and owner.
	 */
	public static Map<String, @Nullable Object> of(LivePartitions local, Collection<String> groups) {
		Map<String, @Nullable Object> claimed = new TreeMap<>();
		groups.forEach((group) -> {
			Map<String, Set<TopicPartition>> owners = new TreeMap<>();
			local.owners(group)
				.forEach((partition, owner) -> owners
					.computeIfAbsent(owner.replace(LivePartitions.OF_THIS_INSTANCE, ""), (key) -> new HashSet<>())
					.add(partition));
			Map<String, @Nullable Object> byOwner = new TreeMap<>();
			owners.forEach((owner, partitions) -> byOwner.put(owner, PartitionDocument.of(partitions)));
			claimed.put(group, byOwner);
		});
		return claimed;
	}

	/**
	 * Who claims the partitions of a group. Those that went silent claim nothing; of
	 * several the last report holds.
	 */
	static Map<TopicPartition, Claim> in(Collection<RemoteReport> reports, String group) {
		Map<TopicPartition, Claim> claims = new HashMap<>();
		reports.stream()
			.filter((report) -> !report.stale())
			.sorted(Comparator.comparing(RemoteReport::receivedAt))
			.forEach((report) -> claims.putAll(in(report, group)));
		return claims;
	}

	private static Map<TopicPartition, Claim> in(RemoteReport report, String group) {
		Map<TopicPartition, Claim> claims = new HashMap<>();
		InstanceIdentity instance = new InstanceIdentity(report.id(), report.name());
		if (report.body().get(FIELD) instanceof Map<?, ?> groups && groups.get(group) instanceof Map<?, ?> owners) {
			owners.forEach((owner, partitions) -> set(partitions)
				.forEach((partition) -> claims.put(partition, new Claim(instance, PlainText.message(owner)))));
		}
		return claims;
	}

	private static Set<TopicPartition> set(@Nullable Object partitions) {
		try {
			return PartitionDocument.set(partitions);
		}
		catch (IllegalArgumentException ex) {
			return Set.of();
		}
	}

	/**
	 * Says that an instance owns a partition.
	 */
	record Claim(InstanceIdentity instance, String owner) {

	}

}
