package io.steadykafka.lag.internal.sampling;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.GroupPartition;
import io.steadykafka.lag.GroupTopic;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.MemberCounts;
import io.steadykafka.lag.internal.WatchedGroup;
import io.steadykafka.lag.internal.history.LossSearch;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.progress.RecordTimes;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Samples the groups of one cluster with one Admin client, on one thread.
 */
public final class ClusterSampler {

	/**
	 * A description of a topic costs as much as all offsets of it.
	 */
	private static final int SAMPLES_OF_A_TOPIC = 6;

	private final List<ListenerContainer> listeners = new CopyOnWriteArrayList<>();

	private final List<WatchedGroup> watched = new CopyOnWriteArrayList<>();

	private final Surroundings surroundings;

	private final SamplingClient client;

	private final Duration timeout;

	private final GroupSamples samples;

	private final KnownTopics topics;

	private final MemberCounts members = new MemberCounts();

	private final LossSearch lost;

	private final SampleLog log;

	private final Map<String, Set<TopicPartition>> unowned = new HashMap<>();

	private final DescribedGroups known = new DescribedGroups();

	private volatile Map<String, GroupLag> groups = Map.of();

	public ClusterSampler(Surroundings surroundings, Supplier<Admin> adminFactory, Duration timeout) {
		this.surroundings = surroundings;
		this.client = new SamplingClient(adminFactory);
		this.timeout = timeout;
		this.samples = new GroupSamples(surroundings.servers(), surroundings.options());
		this.topics = new KnownTopics(surroundings.options().interval().multipliedBy(SAMPLES_OF_A_TOPIC));
		this.lost = new LossSearch(surroundings.owned());
		this.log = new SampleLog(surroundings.servers());
	}

	public void add(ListenerContainer listener) {
		this.listeners.add(listener);
	}

	public void remove(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	public void watch(List<WatchedGroup> others) {
		this.watched.addAll(others);
	}

	public void drop(GroupTopic topic) {
		this.watched.replaceAll((group) -> group.id().equals(topic.group()) ? group.without(topic.topic()) : group);
	}

	public boolean isIdle() {
		return this.listeners.isEmpty() && this.watched.isEmpty();
	}

	public boolean has(ListenerContainer listener) {
		return this.listeners.contains(listener);
	}

	public List<GroupLag> groups() {
		Map<String, GroupLag> sampled = this.groups;
		Map<String, GroupLag> all = new LinkedHashMap<>();
		this.listeners.forEach((listener) -> all.computeIfAbsent(listener.group(),
				(group) -> sampled.getOrDefault(group, notSampled(group, false))));
		this.watched.forEach((other) -> all.computeIfAbsent(other.id(),
				(group) -> sampled.getOrDefault(group, notSampled(group, true))));
		return List.copyOf(all.values());
	}

	private GroupLag notSampled(String group, boolean other) {
		return GroupLag.notSampled(group, this.surroundings.servers(), other);
	}

	public @Nullable PartitionReading reading(GroupPartition partition) {
		GroupLag group = this.groups.get(partition.group());
		if (group == null) {
			return null;
		}
		PartitionLag lag = group.partitions().get(partition.partition());
		return (lag != null) ? new PartitionReading(lag, group.outlook(partition.partition()), position(partition, lag))
				: null;
	}

	private OptionalLong position(GroupPartition partition, PartitionLag lag) {
		RecordTimes last = lastRecords().last(partition);
		return (last != null) ? OptionalLong.of(last.lastOffset() + 1) : lag.position();
	}

	public Optional<GroupMembers> members(String group) {
		return this.members.of(group);
	}

	public long lost(GroupTopic topic) {
		return this.lost.of(topic);
	}

	public Set<GroupTopic> topicsWithLosses() {
		return this.lost.topics();
	}

	public List<Loss> losses(String group) {
		return this.lost.losses(group);
	}

	/**
	 * Take one sample. On the sampler's thread only.
	 */
	public void sample() {
		try {
			SampleRequest request = SampleRequest.of(this.listeners, this.surroundings.owned(), this.unowned,
					this.watched);
			OffsetRequests requests = new OffsetRequests(this.client.next(), this.timeout);
			sample(request, requests);
			this.client.sampled(requests.areAnswered());
		}
		catch (InterruptException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			fail((ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (RuntimeException | Error ex) {
			// Not of a broker's making: it is counted as well. A client whose thread has
			// ended answers no more.
			this.client.close();
			fail(ex);
			throw ex;
		}
		finally {
			List<GroupLag> present = groups();
			Set<String> ids = present.stream().map(GroupLag::group).collect(Collectors.toSet());
			this.members.retain(ids);
			this.lost.retain(ids);
			this.log.sampled(present);
		}
	}

	private void sample(SampleRequest request, OffsetRequests requests) {
		this.lost.collect(lastRecords());
		Set<String> withMembers = withMembers(request);
		// Looked at twice: for topics, and for members.
		Supplier<Map<String, RequestOutcome<ConsumerGroupDescription>>> described = SingletonSupplier
			.of(requests.groups(withMembers, this.known.classic()));
		Set<String> resting = this.known.resting(request.partitions());
		Set<String> share = this.known.share(request.watched().keySet(), described);
		Clock clock = this.surroundings.clock();
		Supplier<LagReader.OffsetsRead> asked = new LagReader(requests, clock, this.surroundings.options().olderThan())
			.read(request, resting, share, this.topics, () -> likelyTopics(request,
					// The answer is under way while others are, where it is not needed.
					this.known.isKnown(withMembers) ? this.known.assigned()
							: DescribedGroups.assignedTopics(described.get())));
		Map<String, RequestOutcome<ConsumerGroupDescription>> groupsNow = described.get();
		// While the bounds of the logs are under way.
		this.known.remember(groupsNow);
		Map<String, Set<TopicPartition>> own = lookAfterUnowned(request, groupsNow);
		LagReader.OffsetsRead read = asked.get();
		Map<String, GroupLag> sampled = new HashMap<>(
				this.samples.of(request, read, this.topics.missing(), lastRecords(), this.groups));
		own.forEach((group, ofGroup) -> sampled.computeIfPresent(group,
				(id, sample) -> sample.with(ofGroup, this.unowned.getOrDefault(id, Set.of()))));
		this.groups = Map.copyOf(sampled);
		this.lost.rest(resting, groupsNow, read.committed());
		this.lost.sampled(sampled.values(), read, lastRecords(), this.samples::readBefore);
		this.lost.handedOn(requests, read.at());
		this.listeners.forEach((listener) -> this.surroundings.handedOver()
			.sampled(listener,
					this.groups.getOrDefault(listener.group(), notSampled(listener.group(), false)).partitions()));
		this.members.update(groupsNow);
	}

	/**
	 * Decide which partitions this instance looks after because nobody owns them.
	 * @param request what is asked for
	 * @param described the groups with their members
	 * @return those that it owns, by group
	 */
	private Map<String, Set<TopicPartition>> lookAfterUnowned(SampleRequest request,
			Map<String, RequestOutcome<ConsumerGroupDescription>> described) {
		Map<String, Set<TopicPartition>> ownByGroup = new HashMap<>();
		described.forEach((group, description) -> {
			if (request.partitions().containsKey(group)) {
				Set<TopicPartition> own = request.own(group, this.surroundings.owned());
				ownByGroup.put(group, own);
				this.unowned.put(group, UnownedPartitions.of(description, allOf(group, request, description), own,
						this.unowned.getOrDefault(group, Set.of())));
			}
		});
		// A group whose listeners here were stopped may be one that is only watched now.
		this.unowned.keySet().retainAll(ownByGroup.keySet());
		return ownByGroup;
	}

	private Set<TopicPartition> allOf(String group, SampleRequest request,
			RequestOutcome<ConsumerGroupDescription> description) {
		Set<String> all = new HashSet<>(request.subscribed().getOrDefault(group, Set.of()));
		// Of a pattern, those that match.
		all.addAll(DescribedGroups.assignedTopics(List.of(description)));
		return this.topics.partitions(all);
	}

	private Map<String, Set<String>> likelyTopics(SampleRequest request, Map<String, Set<String>> assignedNow) {
		Map<String, Set<String>> topicsOf = new HashMap<>();
		assignedNow.forEach((group, topics) -> topicsOf.put(group, new HashSet<>(topics)));
		// What a watched group had it still has, or else somebody should know why not.
		request.watched()
			.keySet()
			.forEach((group) -> this.groups.getOrDefault(group, notSampled(group, true))
				.partitions()
				.keySet()
				.forEach((had) -> topicsOf.computeIfAbsent(group, (key) -> new HashSet<>()).add(had.topic())));
		return topicsOf;
	}

	private GroupSamples.LastRecords lastRecords() {
		return new DeliveredByGroup(this.listeners, this.surroundings.handedOver());
	}

	private Set<String> withMembers(SampleRequest request) {
		Set<String> subscribed = this.listeners.stream()
			.filter(ListenerContainer::isSubscribed)
			.map(ListenerContainer::group)
			.collect(Collectors.toSet());
		subscribed.addAll(request.watched().keySet());
		return subscribed;
	}

	private void fail(Throwable cause) {
		this.members.update(Map.of());
		String reason = RequestOutcome.describe(cause, this.surroundings.servers());
		Map<String, GroupLag> failed = new HashMap<>();
		groups().forEach((group) -> failed.put(group.group(), group.failed(reason)));
		this.groups = failed;
	}

	/**
	 * Close the Admin client, after the last sample; a sample after that opens one again.
	 */
	public void close() {
		this.client.close();
	}

	/**
	 * What a sampler works with.
	 *
	 * @param owned the partitions that this instance owns
	 * @param handedOver the records that members were handed over last
	 * @param clock tells when a sample was taken
	 */
	public record Surroundings(String servers, OwnedPartitions owned, DeliveredOffsets handedOver,
			LagMonitor.Options options, Clock clock) {

	}

}
