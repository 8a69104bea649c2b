package io.steadykafka.membership.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Fences members that a crash of this instance left in a group: removes them. Under the
 * consumer protocol the broker keeps their ids until the session timeout is over and
 * refuses new members with them; under the classic protocol a new member replaces the old
 * one anyway.
 */
final class PreviousInstances {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final ApplicationInstance instance;

	PreviousInstances(ApplicationInstance instance) {
		this.instance = instance;
	}

	/**
	 * Remove what a crash left of a listener's members, except those that run. The
	 * listener has the settings that its members will join with.
	 */
	void remove(ListenerContainer listener, GroupInspection inspection, GroupInspector inspector) {
		String id = listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).orElse("");
		boolean own = this.instance.fencesPrevious() && id.equals(InstanceId.of(this.instance.name(), listener.id()));
		if (!own || !listener.speaksConsumerProtocol()) {
			return;
		}
		Map<String, String> left = left(listener, inspection);
		if (left.isEmpty()) {
			return;
		}
		try {
			inspector.remove(listener, left.keySet());
			logger.info("Removed from group '" + listener.group() + "' what a crash of this instance left: " + left
					+ ". No other instance can have its name '" + this.instance.name() + "'");
		}
		catch (TimeoutException | RuntimeException ex) {
			logger.warn("Could not remove " + new TreeSet<>(left.keySet()) + " from group '" + listener.group()
					+ "', left there by a crash of this instance: " + ex + ". Members of " + listener
					+ " may have to wait for the session timeout of the group");
		}
	}

	/**
	 * The members of a group with ids of those of a listener's members that don't run.
	 * @return their client ids and hosts, by id
	 */
	static Map<String, String> left(ListenerContainer listener, GroupInspection inspection) {
		Set<String> ids = ids(listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).orElse(""), listener);
		return inspection.staticMembers()
			.entrySet()
			.stream()
			.filter((member) -> ids.contains(member.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Set<String> ids(String id, ListenerContainer listener) {
		// Spring Kafka adds the number of the member.
		Set<String> ids = IntStream.range(0, listener.concurrency())
			.filter((member) -> !isRunning(listener, member))
			.mapToObj((member) -> id + "-" + member)
			.collect(Collectors.toCollection(HashSet::new));
		if (!listener.container().isRunning()) {
			ids.add(id);
		}
		return ids;
	}

	private static boolean isRunning(ListenerContainer listener, int member) {
		return listener.container() instanceof ConcurrentMessageListenerContainer<?, ?> concurrent
				&& member < concurrent.getContainers().size() && concurrent.getContainers().get(member).isRunning();
	}

}
