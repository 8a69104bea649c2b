package io.steadykafka.lag.internal.sampling;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;

/**
 * Compares the members of groups from sample to sample. Written by one thread, read by
 * several.
 */
public final class MemberCounts {

	private volatile Map<String, GroupMembers> groups = Map.of();

	private final Map<String, Set<String>> members = new HashMap<>();

	private final Map<String, Long> changes = new HashMap<>();

	public Optional<GroupMembers> of(String group) {
		return Optional.ofNullable(this.groups.get(group));
	}

	/**
	 * Adds a sample.
	 * @param sample the groups; of one that could not be described only what changed
	 * before stays known
	 */
	public void update(Map<String, RequestOutcome<ConsumerGroupDescription>> sample) {
		Map<String, GroupMembers> now = new HashMap<>();
		this.changes
			.forEach((group, known) -> now.put(group, new GroupMembers(group, "", "", OptionalInt.empty(), known)));
		sample.forEach((group, described) -> {
			if (!described.isFailed()) {
				now.put(group, compare(described.get()));
			}
		});
		this.groups = Map.copyOf(now);
	}

	public void retain(Set<String> present) {
		this.members.keySet().retainAll(present);
		this.changes.keySet().retainAll(present);
	}

	private GroupMembers compare(ConsumerGroupDescription group) {
		Set<String> present = group.members()
			.stream()
			.map((member) -> member.groupInstanceId().map((id) -> "static " + id).orElse(member.consumerId()))
			.collect(Collectors.toSet());
		Set<String> before = this.members.put(group.groupId(), present);
		long changed = (before != null) ? distance(before, present) : 0;
		return new GroupMembers(group.groupId(), group.groupState().toString(), group.type().toString(),
				OptionalInt.of(present.size()), this.changes.merge(group.groupId(), changed, Long::sum));
	}

	private static int distance(Set<String> before, Set<String> now) {
		Set<String> gone = new HashSet<>(before);
		gone.removeAll(now);
		Set<String> come = new HashSet<>(now);
		come.removeAll(before);
		return gone.size() + come.size();
	}

}
