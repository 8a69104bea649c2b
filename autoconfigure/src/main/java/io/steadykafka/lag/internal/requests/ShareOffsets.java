package io.steadykafka.lag.internal.requests;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of share groups. The only class that needs Kafka's clients 4.2, so it is loaded
 * only with these.
 */
final class ShareOffsets {

	/**
	 * A class that came with what is needed here.
	 */
	static final String SINCE = "org.apache.kafka.clients.admin.SharePartitionOffsetInfo";

	private ShareOffsets() {
	}

	static MemberDescription member(ShareMemberDescription member) {
		return new MemberDescription(member.consumerId(), Optional.empty(), member.rackId(), member.clientId(),
				member.host(), new MemberAssignment(member.assignment().topicPartitions()), Optional.empty(),
				Optional.of(member.memberEpoch()), Optional.empty());
	}

	static Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> of(Admin admin, Set<String> groups,
			int timeoutMillis) {
		Map<String, ListShareGroupOffsetsSpec> specs = groups.stream()
			.collect(Collectors.toMap((group) -> group, (group) -> new ListShareGroupOffsetsSpec()));
		ListShareGroupOffsetsResult result = admin.listShareGroupOffsets(specs,
				new ListShareGroupOffsetsOptions().timeoutMs(timeoutMillis));
		return groups.stream()
			.collect(Collectors.toMap((group) -> group,
					(group) -> result.partitionsToOffsetInfo(group).thenApply(ShareOffsets::offsets)));
	}

	private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, SharePartitionOffsetInfo> infos) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		// Kafka's null: nobody has read the partition yet.
		infos.forEach((partition, info) -> {
			if (info != null) {
				offsets.put(partition, new ShareGroups.Start(info.startOffset(),
						info.lag().map(OptionalLong::of).orElseGet(OptionalLong::empty)));
			}
		});
		return offsets;
	}

}
