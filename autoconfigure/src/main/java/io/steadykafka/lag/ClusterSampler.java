package io.steadykafka.lag;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Samples the groups of one cluster with one Admin client, on one thread.
 */
final class ClusterSampler {

	private static final Log logger = LogFactory.getLog(LagMonitor.class);

	private final List<ListenerContainer> listeners = new CopyOnWriteArrayList<>();

	private final String servers;

	private final Supplier<Admin> adminFactory;

	private final OwnedPartitions owned;

	private final Duration timeout;

	private final Clock clock;

	private volatile @Nullable Admin admin;

	private String lastFailure = "";

	private Set<String> missingTopics = Set.of();

	private volatile Map<String, GroupLag> groups = Map.of();

	private final MemberCounts members = new MemberCounts();

	ClusterSampler(String servers, Supplier<Admin> adminFactory, OwnedPartitions owned, Duration timeout, Clock clock) {
		this.servers = servers;
		this.adminFactory = adminFactory;
		this.owned = owned;
		this.timeout = timeout;
		this.clock = clock;
	}

	void add(ListenerContainer listener) {
		this.listeners.add(listener);
	}

	void remove(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	boolean isIdle() {
		return this.listeners.isEmpty();
	}

	boolean has(ListenerContainer listener) {
		return this.listeners.contains(listener);
	}

	List<GroupLag> groups() {
		Map<String, GroupLag> sampled = this.groups;
		return this.listeners.stream()
			.map(ListenerContainer::group)
			.distinct()
			.map((group) -> sampled.getOrDefault(group, notSampled(group)))
			.toList();
	}

	@Nullable PartitionLag sampled(GroupPartition partition) {
		GroupLag group = this.groups.get(partition.group());
		return (group != null) ? group.partitions().get(partition.partition()) : null;
	}

	Optional<GroupMembers> members(String group) {
		return this.members.of(group);
	}

	/**
	 * Take one sample. On the sampler's thread only.
	 */
	void sample() {
		try {
			SampleRequest request = SampleRequest.of(this.listeners, this.owned);
			OffsetRequests requests = new OffsetRequests(admin(), this.timeout);
			Supplier<Map<String, Outcome<ConsumerGroupDescription>>> described = requests.groups(subscribedGroups());
			this.groups = new LagReader(requests, this.clock, this.servers).read(request, this.groups);
			this.members.update(described.get());
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			fail((ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (RuntimeException | Error ex) {
			// Not of a broker's making: it is counted as well.
			fail(ex);
			throw ex;
		}
		finally {
			logChanges();
		}
	}

	private Set<String> subscribedGroups() {
		return this.listeners.stream()
			.filter(ListenerContainer::isSubscribed)
			.map(ListenerContainer::group)
			.collect(Collectors.toSet());
	}

	private void fail(Throwable cause) {
		this.members.update(Map.of());
		String reason = Outcome.describe(cause, this.servers);
		Map<String, GroupLag> failed = new HashMap<>();
		groups().forEach((group) -> failed.put(group.group(), group.failed(reason)));
		this.groups = failed;
	}

	/**
	 * Close the Admin client, after the last sample; a sample after that opens one again.
	 */
	void close() {
		Admin open = this.admin;
		this.admin = null;
		if (open != null) {
			open.close(Duration.ZERO);
		}
	}

	private Admin admin() {
		Admin open = this.admin;
		if (open == null) {
			open = this.adminFactory.get();
			this.admin = open;
		}
		return open;
	}

	private GroupLag notSampled(String group) {
		return new GroupLag(group, this.servers, null, Map.of(), Set.of(), "");
	}

	private void logChanges() {
		String failure = groups().stream()
			.map(GroupLag::failure)
			.filter((reason) -> !reason.isEmpty())
			.distinct()
			.collect(Collectors.joining("; "));
		if (!failure.equals(this.lastFailure)) {
			logFailure(failure);
		}
		this.lastFailure = failure;
		groups().forEach(this::logMissingTopics);
		this.missingTopics = groups().stream()
			.flatMap((group) -> group.missingTopics().stream())
			.collect(Collectors.toSet());
	}

	private void logFailure(String failure) {
		if (failure.isEmpty()) {
			logger.info("Lag of cluster " + this.servers + " is sampled again");
		}
		else {
			logger.warn("Lag of cluster " + this.servers + " is not known: " + failure
					+ ". The last good sample is kept; consuming is not affected");
		}
	}

	private void logMissingTopics(GroupLag group) {
		group.missingTopics()
			.stream()
			.filter((topic) -> !this.missingTopics.contains(topic))
			.forEach((topic) -> logger.warn("Topic '" + topic + "', which group '" + group.group()
					+ "' subscribes to, does not exist on cluster " + this.servers
					+ ". Create it or correct the name"));
	}

}
