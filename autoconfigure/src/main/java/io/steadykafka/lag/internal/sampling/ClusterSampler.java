package io.steadykafka.lag.internal.sampling;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.LagOptions;
import io.steadykafka.lag.internal.loss.LossSearch;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.requests.DescribedGroups;
import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import io.steadykafka.lag.internal.requests.SamplingClient;
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

	private final Surroundings surroundings;

	private final SampledGroups groups;

	private final SamplingClient client;

	private final Duration timeout;

	private final GroupSamples samples;

	private final KnownTopics topics;

	private final MemberCounts members = new MemberCounts();

	private final LossSearch losses;

	private final SampleLog log;

	private final Map<String, Set<TopicPartition>> unowned = new HashMap<>();

	private final DescribedGroups known = new DescribedGroups();

	public ClusterSampler(Surroundings surroundings, Supplier<Admin> adminFactory) {
		this.surroundings = surroundings;
		this.groups = new SampledGroups(surroundings.servers());
		this.client = new SamplingClient(adminFactory);
		this.timeout = SampleSchedule.timeout(surroundings.options().interval());
		this.samples = new GroupSamples(surroundings.servers(), surroundings.options());
		this.topics = new KnownTopics(surroundings.options().interval().multipliedBy(SAMPLES_OF_A_TOPIC));
		this.losses = new LossSearch(surroundings.owned());
		this.log = new SampleLog(surroundings.servers());
	}

	public SampledGroups groups() {
		return this.groups;
	}

	public MemberCounts members() {
		return this.members;
	}

	public LossSearch losses() {
		return this.losses;
	}

	public @Nullable PartitionReading reading(GroupPartition partition) {
		GroupLag group = this.groups.samples().get(partition.group());
		PartitionReading sampled = (group != null) ? group.partitions().get(partition.partition()) : null;
		return (sampled != null) ? new PartitionReading(sampled.lag(), sampled.outlook(), sampled.hot(),
				sampled.unowned(), delivered().position(partition, sampled.lag())) : null;
	}

	private DeliveredByGroup delivered() {
		return new DeliveredByGroup(this.groups.listeners(), this.surroundings.delivered());
	}

	/**
	 * Takes one sample. On the sampler's thread only.
	 */
	public void sample() {
		try {
			SampleRequest request = SampleRequest.of(this.groups.listeners(), this.surroundings.owned(), this.unowned,
					this.groups.watched());
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
			// Not caused by a broker: it is counted as well. A client whose thread has
			// ended does not answer anymore.
			this.client.close();
			fail(ex);
			throw ex;
		}
		finally {
			List<GroupLag> present = this.groups.lag();
			Set<String> ids = present.stream().map(GroupLag::group).collect(Collectors.toSet());
			this.members.retain(ids);
			this.losses.retain(ids);
			this.log.sampled(present);
		}
	}

	private void sample(SampleRequest request, OffsetRequests requests) {
		DeliveredByGroup delivered = delivered();
		this.losses.collect(delivered);
		Set<String> withMembers = this.groups.subscribed();
		withMembers.addAll(request.watched().keySet());
		// Used twice: for topics, and for members.
		Supplier<Map<String, RequestOutcome<ConsumerGroupDescription>>> described = SingletonSupplier
			.of(requests.groups(withMembers, this.known.classic()));
		Set<String> resting = this.known.resting(request.partitions());
		Set<String> share = this.known.share(request.watched().keySet(), described);
		Supplier<LagReader.OffsetsRead> asked = new LagReader(requests, this.surroundings.clock(),
				this.surroundings.options().olderThan())
			.read(request, resting, share, this.topics, () -> likelyTopics(request,
					// Where it is not needed, the answer arrives while others do.
					this.known.isKnown(withMembers) ? this.known.assigned()
							: DescribedGroups.assignedTopics(described.get())));
		Map<String, RequestOutcome<ConsumerGroupDescription>> groupsNow = described.get();
		// While the bounds of the logs are under way.
		this.known.remember(groupsNow);
		Map<String, Set<TopicPartition>> own = monitorUnowned(request, groupsNow);
		LagReader.OffsetsRead read = asked.get();
		Map<String, GroupLag> sampled = new HashMap<>(
				this.samples.of(request, read, this.topics.missing(), delivered, this.groups.samples()));
		own.forEach((group, ofGroup) -> sampled.computeIfPresent(group,
				(id, sample) -> GroupSamples.limitedTo(ofGroup, this.unowned.getOrDefault(id, Set.of()), sample)));
		this.groups.sampled(sampled);
		this.losses.rest(resting, groupsNow, read.committed());
		this.losses.sampled(sampled.values(), read.behindLogStart(), read.at(), delivered, this.samples::readBefore);
		this.losses.handedOn(requests::logStarts, read.at());
		this.groups.listeners()
			.forEach((listener) -> this.surroundings.delivered().sampled(listener, partitions(listener.group())));
		this.members.update(groupsNow);
	}

	private Map<TopicPartition, PartitionReading> partitions(String group) {
		GroupLag sampled = this.groups.samples().get(group);
		return (sampled != null) ? sampled.partitions() : Map.of();
	}

	/**
	 * Decides which partitions this instance monitors because no member owns them.
	 * @return those that it owns, by group
	 */
	private Map<String, Set<TopicPartition>> monitorUnowned(SampleRequest request,
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
		// A group whose listeners here were stopped may only be watched now.
		this.unowned.keySet().retainAll(ownByGroup.keySet());
		return ownByGroup;
	}

	private Set<TopicPartition> allOf(String group, SampleRequest request,
			RequestOutcome<ConsumerGroupDescription> description) {
		Set<String> all = new HashSet<>(request.subscribed().getOrDefault(group, Set.of()));
		// Those that match a pattern.
		all.addAll(DescribedGroups.assignedTopics(List.of(description)));
		return this.topics.partitions(all);
	}

	private Map<String, Set<String>> likelyTopics(SampleRequest request, Map<String, Set<String>> assignedNow) {
		Map<String, Set<String>> topicsOf = new HashMap<>();
		assignedNow.forEach((group, topics) -> topicsOf.put(group, new HashSet<>(topics)));
		// A watched group still has the topics that it had, or the reason is of interest.
		request.watched()
			.keySet()
			.forEach((group) -> partitions(group).keySet()
				.forEach((had) -> topicsOf.computeIfAbsent(group, (key) -> new HashSet<>()).add(had.topic())));
		return topicsOf;
	}

	private void fail(Throwable cause) {
		this.members.update(Map.of());
		this.groups.fail(RequestOutcome.describe(cause, this.surroundings.servers()));
	}

	/**
	 * Closes the Admin client after the last sample; a later sample opens one again.
	 */
	public void close() {
		this.client.close();
	}

	/**
	 * What a sampler works with.
	 *
	 * @param delivered the records that were delivered to members last
	 */
	public record Surroundings(String servers, OwnedPartitions owned, DeliveredOffsets delivered, LagOptions options,
			Clock clock) {

	}

}
