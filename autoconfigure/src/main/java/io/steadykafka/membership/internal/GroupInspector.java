package io.steadykafka.membership.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.listener.internal.ClusterKey;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Inspects the groups of several listeners, with one connection for each cluster. A
 * cluster that does not answer is asked once: it delays the start of an application by
 * one timeout, however many listeners there are.
 */
final class GroupInspector implements AutoCloseable {

	private static final String CLIENT_ID = "steady-kafka-membership";

	private static final String NO_ANSWER = "no answer from the brokers within %d ms";

	private final Duration timeout;

	private final Map<ClusterKey, GroupRequests> clusters = new HashMap<>();

	private final Map<ClusterKey, GroupInspection> unanswered = new HashMap<>();

	private final Map<Group, GroupInspection> groups = new HashMap<>();

	GroupInspector(Duration timeout) {
		this.timeout = timeout;
	}

	synchronized GroupInspection inspect(ListenerContainer listener) {
		if (this.timeout.isZero()) {
			return GroupInspection.failed("steady.kafka.membership.inspection-timeout is 0");
		}
		ClusterKey cluster = ClusterKey.of(listener);
		GroupInspection failed = this.unanswered.get(cluster);
		return (failed != null) ? failed : this.groups.computeIfAbsent(new Group(cluster, listener.group()),
				(key) -> inspect(cluster, listener));
	}

	private GroupInspection inspect(ClusterKey cluster, ListenerContainer listener) {
		try {
			return requests(cluster, listener).inspect(listener.group());
		}
		catch (TimeoutException | org.apache.kafka.common.errors.TimeoutException ex) {
			GroupInspection failed = GroupInspection.failed(NO_ANSWER.formatted(this.timeout.toMillis()));
			this.unanswered.put(cluster, failed);
			return failed;
		}
		catch (RuntimeException ex) {
			// No permission, or settings that an Admin client refuses.
			return GroupInspection.failed(ex.getClass().getSimpleName() + ": " + ex.getMessage());
		}
	}

	/**
	 * The number of partitions of the topics that a listener names, empty if not known.
	 */
	synchronized OptionalInt partitions(ListenerContainer listener) {
		List<String> topics = listener.subscribedTopics();
		if (topics.isEmpty() || !inspect(listener).isKnown()) {
			return OptionalInt.empty();
		}
		try {
			return OptionalInt.of(requests(ClusterKey.of(listener), listener).partitions(topics));
		}
		catch (TimeoutException | org.apache.kafka.common.errors.TimeoutException ex) {
			this.unanswered.put(ClusterKey.of(listener),
					GroupInspection.failed(NO_ANSWER.formatted(this.timeout.toMillis())));
			return OptionalInt.empty();
		}
		catch (RuntimeException ex) {
			// A topic is missing or not readable: reported elsewhere.
			return OptionalInt.empty();
		}
	}

	synchronized void remove(ListenerContainer listener, Set<String> instanceIds) throws TimeoutException {
		requests(ClusterKey.of(listener), listener).remove(listener.group(), instanceIds);
	}

	private GroupRequests requests(ClusterKey cluster, ListenerContainer listener) {
		return this.clusters.computeIfAbsent(cluster,
				(key) -> new GroupRequests(Admin.create(ClientConfigs.admin(listener.consumerConfig(), CLIENT_ID)),
						this.timeout));
	}

	@Override
	public synchronized void close() {
		this.clusters.values().forEach(GroupRequests::close);
	}

	private record Group(ClusterKey cluster, String name) {
	}

}
