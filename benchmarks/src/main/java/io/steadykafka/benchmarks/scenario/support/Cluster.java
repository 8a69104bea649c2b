package io.steadykafka.benchmarks.scenario.support;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The cluster, through an Admin client.
 */
public final class Cluster implements AutoCloseable {

	/**
	 * A controller refuses batches of ten thousand.
	 */
	private static final int MOST_AT_ONCE = 2_000;

	private final String servers;

	private final Admin admin;

	private Cluster(String servers, Admin admin) {
		this.servers = servers;
		this.admin = admin;
	}

	/**
	 * Connect and wait until the broker answers, for a minute at most.
	 */
	public static Cluster connect(String servers) {
		Map<String, Object> configuration = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
		Cluster cluster = new Cluster(servers, Admin.create(configuration));
		get(cluster.admin.describeCluster().nodes());
		return cluster;
	}

	public RecordSource records(Topic topic) {
		return new RecordSource(this.servers, topic);
	}

	public SteadyStream stream(Topic topic, int perSecond) {
		return records(topic).stream(perSecond);
	}

	/**
	 * Create a topic and wait until all of its partitions can be used.
	 */
	public void create(Topic topic) {
		int first = Math.min(topic.partitions(), MOST_AT_ONCE);
		get(this.admin.createTopics(List.of(new NewTopic(topic.name(), first, (short) 1))).all());
		for (int there = first; there < topic.partitions(); there += MOST_AT_ONCE) {
			int more = Math.min(topic.partitions(), there + MOST_AT_ONCE);
			get(this.admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(more))).all());
		}
		Deadline deadline = new Deadline(Duration.ofMinutes(1));
		while (!isUsable(topic)) {
			deadline.orFail(topic.name() + " can't be used");
		}
	}

	private boolean isUsable(Topic topic) {
		try {
			return size(topic) == 0;
		}
		catch (IllegalStateException ex) {
			if (ex.getCause() instanceof ExecutionException failure
					&& failure.getCause() instanceof RetriableException) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Returns how many records a topic holds that never lost any.
	 */
	public long size(Topic topic) {
		Map<TopicPartition, OffsetSpec> ends = partitions(topic)
			.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest()));
		Collection<ListOffsetsResultInfo> offsets = get(this.admin.listOffsets(ends).all()).values();
		return offsets.stream().mapToLong(ListOffsetsResultInfo::offset).sum();
	}

	/**
	 * Returns what a group has committed on a topic.
	 * @return offset by partition; 0 where nothing was committed
	 */
	public Map<Integer, Long> committed(String group) {
		Map<Integer, Long> committed = new TreeMap<>();
		get(this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
			.forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
		return committed;
	}

	/**
	 * Commit the start of all partitions, as a group that read nothing yet.
	 */
	public void commitStart(String group, Topic topic) {
		get(this.admin
			.alterConsumerGroupOffsets(group,
					partitions(topic)
						.collect(Collectors.toMap((partition) -> partition, (partition) -> new OffsetAndMetadata(0))))
			.all());
	}

	private static Stream<TopicPartition> partitions(Topic topic) {
		return IntStream.range(0, topic.partitions())
			.mapToObj((partition) -> new TopicPartition(topic.name(), partition));
	}

	/**
	 * Wait until the members of a group have shared out the partitions evenly.
	 */
	public void awaitMembers(String group, int members, Topic topic, Duration limit) {
		Deadline deadline = new Deadline(limit);
		while (!hasMembers(group, members, topic.partitions() / members)) {
			deadline.orFail("Members of " + group + " have not shared out its partitions");
		}
	}

	private boolean hasMembers(String group, int members, int partitionsEach) {
		try {
			ConsumerGroupDescription description = this.admin.describeConsumerGroups(List.of(group))
				.all()
				.get()
				.values()
				.iterator()
				.next();
			return description.groupState() == GroupState.STABLE && description.members().size() == members
					&& description.members()
						.stream()
						.allMatch((member) -> member.assignment().topicPartitions().size() == partitionsEach);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof GroupIdNotFoundException) {
				return false;
			}
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.admin.close();
	}

	private static <T> T get(KafkaFuture<T> future) {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
