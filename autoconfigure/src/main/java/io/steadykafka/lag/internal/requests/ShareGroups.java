package io.steadykafka.lag.internal.requests;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.ShareMemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Asks the brokers for share groups (KIP-932), with requests of their own, and answers as
 * if they were consumer groups.
 */
public final class ShareGroups {

	private ShareGroups() {
	}

	static Map<String, KafkaFuture<ConsumerGroupDescription>> describe(Admin admin, Set<String> groups,
			int timeoutMillis) {
		return admin.describeShareGroups(groups, new DescribeShareGroupsOptions().timeoutMs(timeoutMillis))
			.describedGroups()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (group) -> group.getValue().thenApply(ShareGroups::describe)));
	}

	private static ConsumerGroupDescription describe(ShareGroupDescription group) {
		return new ConsumerGroupDescription(group.groupId(), false,
				group.members().stream().flatMap(ShareGroups::member).toList(), "", GroupType.SHARE, group.groupState(),
				group.coordinator(), group.authorizedOperations(), Optional.empty(), Optional.empty());
	}

	private static Stream<MemberDescription> member(ShareMemberDescription member) {
		return (isSupported()) ? Stream.of(ShareOffsets.member(member)) : Stream.empty();
	}

	private static boolean isSupported() {
		return ClassUtils.isPresent(ShareOffsets.SINCE, ShareGroups.class.getClassLoader());
	}

	static Map<String, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> offsets(Admin admin, Set<String> groups,
			int timeoutMillis) {
		if (!isSupported()) {
			return groups.stream().collect(Collectors.toMap((group) -> group, (group) -> tooOld()));
		}
		return ShareOffsets.of(admin, groups, timeoutMillis);
	}

	private static KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> tooOld() {
		return KafkaFuture.completedFuture("").thenApply((none) -> {
			throw new UnsupportedVersionException("Offsets of share groups need Kafka's clients 4.2 or newer");
		});
	}

	/**
	 * The lag of a partition: of a share group what the brokers report (KIP-1226).
	 * @param lag the lag from the start on
	 * @param start where the group is, {@code null} if that is not known
	 */
	public static PartitionLag lag(PartitionLag lag, @Nullable OffsetAndMetadata start) {
		// The brokers may have counted a moment before the end was read.
		return (start instanceof Start share && share.lag.isPresent() && lag.lag().isPresent())
				? LagCalculation.with(lag, Math.min(share.lag.getAsLong(), lag.lag().getAsLong())) : lag;
	}

	/**
	 * Where a share group is: records from there on may be finished out of order, and
	 * only the brokers know which.
	 */
	public static final class Start extends OffsetAndMetadata {

		private static final long serialVersionUID = 1L;

		private final transient OptionalLong lag;

		Start(long offset, OptionalLong lag) {
			super(offset);
			this.lag = lag;
		}

	}

}
