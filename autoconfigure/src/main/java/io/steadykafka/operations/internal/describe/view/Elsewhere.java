package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which other instances have the members and partitions of a group.
 */
public final class Elsewhere {

	private final Map<String, InstanceView> byMember = new HashMap<>();

	private final Map<TopicPartition, InstanceView> owners = new HashMap<>();

	private final Map<TopicPartition, InstanceView> monitors = new HashMap<>();

	private final GroupView group;

	public Elsewhere(GroupView group) {
		this.group = group;
		// Of several that say the same, the last report holds.
		group.others().stream().sorted(Comparator.comparing(InstanceView::reportedAt)).forEach(this::add);
	}

	private void add(InstanceView instance) {
		instance.report().members().keySet().forEach((member) -> this.byMember.put(member, instance));
		if (!instance.stale()) {
			instance.report()
				.partitions()
				.forEach((partition, reported) -> ((reported.isOwned()) ? this.owners : this.monitors).put(partition,
						instance));
		}
	}

	/**
	 * The instance that a member belongs to, also if it went silent.
	 */
	public Optional<InstanceView> ofMember(String memberId) {
		return Optional.ofNullable(this.byMember.get(memberId));
	}

	/**
	 * The instance that says that it owns a partition, {@code null} if none does.
	 */
	@Nullable InstanceView claimant(TopicPartition partition) {
		return this.owners.get(partition);
	}

	/**
	 * The partitions that other instances say they own.
	 */
	Set<TopicPartition> claimed() {
		return this.owners.keySet();
	}

	/**
	 * The listener that a member belongs to; empty if it is not known.
	 */
	public String listener(String memberId) {
		InstanceView instance = this.byMember.get(memberId);
		return (instance != null) ? instance.report().members().getOrDefault(memberId, "") : "";
	}

	/**
	 * The instance that owns a partition, {@code null} if it is not known.
	 * @param member the member by the brokers' description
	 */
	@Nullable InstanceView owner(TopicPartition partition, @Nullable GroupMember member) {
		InstanceView described = (member != null) ? this.byMember.get(member.id()) : null;
		return (described != null) ? described : claimant(partition);
	}

	/**
	 * What is reported of a partition, {@code null} if nothing is.
	 */
	@Nullable ReportedPartition reported(TopicPartition partition, PartitionOwner owner) {
		InstanceView instance = (owner.isNobody()) ? this.monitors.get(partition) : owner.elsewhere();
		return (instance == null || instance.stale()) ? null : instance.report().partitions().get(partition);
	}

	/**
	 * Why what the other instances know is not complete; empty if it is. An instance that
	 * has no member anymore is not missed.
	 */
	public String silence() {
		BrokerGroup known = this.group.answer().value();
		List<GroupMember> members = (known != null) ? known.members() : null;
		Instant now = this.group.now();
		return this.group.others()
			.stream()
			.filter((instance) -> instance.stale() && (members == null || hasOneOf(instance, members)))
			.map((instance) -> instance.silence(now))
			.findFirst()
			.orElse("");
	}

	private static boolean hasOneOf(InstanceView instance, List<GroupMember> members) {
		return members.stream().anyMatch((member) -> instance.report().members().containsKey(member.id()));
	}

}
