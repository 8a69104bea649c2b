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
 * Removes members from a group that are this instance's own, left by a crash. Under the
 * consumer protocol the broker keeps their ids until the session timeout is over, and
 * refuses a new member; under the classic protocol the new member takes the place of the
 * old one anyway.
 */
final class PreviousInstances {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final Membership.Instance instance;

	PreviousInstances(Membership.Instance instance) {
		this.instance = instance;
	}

	/**
	 * Remove what is left of a listener's members.
	 * @param listener the listener, with the settings that its members will have; those
	 * that run are left alone
	 * @param looks removes them
	 */
	void remove(ListenerContainer listener, GroupInspection look, GroupInspector looks) {
		String id = listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).orElse("");
		boolean vouchedFor = this.instance.takesOver() && id.equals(InstanceId.of(this.instance.name(), listener.id()));
		if (!vouchedFor || !listener.speaksConsumerProtocol()) {
			return;
		}
		Map<String, String> left = left(listener, look);
		if (left.isEmpty()) {
			return;
		}
		try {
			looks.remove(listener, left.keySet());
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
	 * The members of a group that have ids of a listener's members that don't run.
	 * @return where they are, by their ids
	 */
	static Map<String, String> left(ListenerContainer listener, GroupInspection look) {
		Set<String> own = ids(listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).orElse(""), listener);
		return look.staticMembers()
			.entrySet()
			.stream()
			.filter((member) -> own.contains(member.getKey()))
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
