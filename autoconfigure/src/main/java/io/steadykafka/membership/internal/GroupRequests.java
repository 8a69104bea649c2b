package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks the brokers of a cluster about groups, with a timeout.
 */
final class GroupRequests implements AutoCloseable {

	/**
	 * The feature that the consumer protocol needs (KIP-848).
	 */
	private static final String FEATURE = "group.version";

	private final Admin admin;

	private final Duration timeout;

	GroupRequests(Admin admin, Duration timeout) {
		this.admin = admin;
		this.timeout = timeout;
	}

	GroupInspection inspect(String group) throws TimeoutException {
		int millis = Math.toIntExact(this.timeout.toMillis());
		KafkaFuture<FeatureMetadata> features = this.admin
			.describeFeatures(new DescribeFeaturesOptions().timeoutMs(millis))
			.featureMetadata();
		KafkaFuture<Map<String, ConsumerGroupDescription>> described = this.admin
			.describeConsumerGroups(List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(millis))
			.all();
		boolean consumerProtocol = hasConsumerProtocol(await(features));
		try {
			return inspect(await(described).values().iterator().next(), consumerProtocol);
		}
		catch (GroupIdNotFoundException ex) {
			return new GroupInspection("", consumerProtocol, GroupInspection.Kind.FREE, 0, "", List.of(), Map.of());
		}
	}

	private static boolean hasConsumerProtocol(FeatureMetadata features) {
		FinalizedVersionRange version = features.finalizedFeatures().get(FEATURE);
		return version != null && version.maxVersionLevel() >= 1;
	}

	private static GroupInspection inspect(ConsumerGroupDescription group, boolean consumerProtocol) {
		if (group.members().isEmpty()) {
			return new GroupInspection("", consumerProtocol, GroupInspection.Kind.FREE, 0, "", List.of(), Map.of());
		}
		boolean classic = group.type() == GroupType.CLASSIC;
		Map<String, String> staticMembers = new HashMap<>();
		group.members()
			.forEach((member) -> member.groupInstanceId().ifPresent((id) -> staticMembers.put(id, where(member))));
		return new GroupInspection("", consumerProtocol,
				(classic) ? GroupInspection.Kind.CLASSIC : GroupInspection.Kind.CONSUMER, group.members().size(),
				(classic) ? group.partitionAssignor() : "",
				group.members().stream().map(GroupRequests::where).sorted().toList(), Map.copyOf(staticMembers));
	}

	private static String where(MemberDescription member) {
		return member.clientId() + " at " + member.host();
	}

	/**
	 * The number of partitions of all topics together.
	 */
	int partitions(List<String> topics) throws TimeoutException {
		int millis = Math.toIntExact(this.timeout.toMillis());
		return await(this.admin.describeTopics(topics, new DescribeTopicsOptions().timeoutMs(millis)).allTopicNames())
			.values()
			.stream()
			.mapToInt((topic) -> topic.partitions().size())
			.sum();
	}

	/**
	 * Remove static members from a group. Under the consumer protocol one that still runs
	 * is fenced.
	 */
	void remove(String group, Set<String> instanceIds) throws TimeoutException {
		RemoveMembersFromConsumerGroupOptions options = new RemoveMembersFromConsumerGroupOptions(
				instanceIds.stream().map(MemberToRemove::new).toList())
			.timeoutMs(Math.toIntExact(this.timeout.toMillis()));
		options.reason("its instance was started again");
		await(this.admin.removeMembersFromConsumerGroup(group, options).all());
	}

	private <T> T await(KafkaFuture<T> future) throws TimeoutException {
		try {
			// Admin keeps its own limit; the second one is for an Admin that is stuck.
			return future.get(2 * this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

}
