package io.steadykafka.membership;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.steadykafka.listener.ListenerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Removes members from a group that are this instance's own, left by a crash. Under the
 * consumer protocol the broker keeps their ids until the session timeout is over, and
 * refuses a new member; under the classic protocol the new member takes the place of the
 * old one anyway.
 */
final class OwnIncarnations {

	private static final Log logger = LogFactory.getLog(Membership.class);

	private final Membership.Instance instance;

	OwnIncarnations(Membership.Instance instance) {
		this.instance = instance;
	}

	/**
	 * Remove what is left of a listener's members.
	 * @param listener a listener that does not run; with the settings that it will have
	 * @param look its group
	 * @param looks removes them
	 */
	void remove(ListenerContainer listener, GroupLook look, GroupLooks looks) {
		String id = listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).orElse("");
		boolean vouchedFor = this.instance.takesOver() && id.equals(InstanceId.of(this.instance.name(), listener.id()));
		if (!vouchedFor || !listener.speaksConsumerProtocol()) {
			return;
		}
		Map<String, String> left = look.staticMembers()
			.entrySet()
			.stream()
			.filter((member) -> ids(id, listener.concurrency()).contains(member.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

	private static Set<String> ids(String id, int members) {
		// Spring Kafka adds the number of the member.
		return Stream.concat(Stream.of(id), IntStream.range(0, members).mapToObj((member) -> id + "-" + member))
			.collect(Collectors.toSet());
	}

}
