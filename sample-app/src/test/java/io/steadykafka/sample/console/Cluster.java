package io.steadykafka.sample.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.sample.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What the broker says, and what is produced: the page is not asked.
 */
final class Cluster implements AutoCloseable {

	private static final int PARTITIONS = 6;

	private static final int LIMIT_SECONDS = 30;

	private final Admin admin;

	private final KafkaProducer<String, String> producer;

	Cluster(int port) {
		Map<String, Object> servers = Map.of("bootstrap.servers", "localhost:" + port);
		this.admin = Admin.create(servers);
		this.producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer());
	}

	/**
	 * Offsets as {@code kafka-consumer-groups} reads them: 0 where nothing is committed,
	 * as the topics begin there.
	 */
	Map<Integer, Long> committed(String group, String topic) throws Exception {
		Map<TopicPartition, OffsetAndMetadata> offsets = get(
				this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
		Map<Integer, Long> committed = new TreeMap<>();
		partitions(topic).forEach((partition) -> committed.put(partition.partition(),
				(offsets.get(partition) != null) ? offsets.get(partition).offset() : 0L));
		return committed;
	}

	Map<Integer, Long> ends(String topic) throws Exception {
		return new TreeMap<>(get(this.admin
			.listOffsets(partitions(topic).stream()
				.collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest())))
			.all()).entrySet()
			.stream()
			.collect(Collectors.toMap((each) -> each.getKey().partition(), (each) -> each.getValue().offset())));
	}

	Map<Integer, Long> lag(String group, String topic) throws Exception {
		Map<Integer, Long> committed = committed(group, topic);
		Map<Integer, Long> lag = new TreeMap<>();
		ends(topic).forEach((partition, end) -> lag.put(partition, end - committed.get(partition)));
		return lag;
	}

	long totalLag(String group) throws Exception {
		return lag(group, Topics.ORDERS).values().stream().mapToLong(Long::longValue).sum();
	}

	int members(String group) throws Exception {
		return assignment(group).size();
	}

	/**
	 * The numbers of the partitions of each member, by its id.
	 */
	Map<String, Set<Integer>> assignment(String group) throws Exception {
		return get(this.admin.describeConsumerGroups(List.of(group)).all()).get(group)
			.members()
			.stream()
			.collect(Collectors.toMap(MemberDescription::consumerId,
					(member) -> member.assignment()
						.topicPartitions()
						.stream()
						.map(TopicPartition::partition)
						.collect(Collectors.toCollection(TreeSet::new))));
	}

	void commit(String group, String topic, long offset) throws Exception {
		get(this.admin
			.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
			.all());
	}

	void order(int partition, int amount) {
		for (int i = 0; i < amount; i++) {
			send(new ProducerRecord<>(Topics.ORDERS, partition, "customer-" + i, """
					{"id":"order-%d","customer":"customer-%d","amount":%d,"placedAt":"%s"}""".formatted(i, i, i,
					Instant.now())));
		}
		this.producer.flush();
	}

	/**
	 * Orders up to the first one from now on whose turn it is to fail with
	 * {@code fail-every}.
	 * @return its offset
	 */
	long orderUntilOneFails(int partition, int failEvery) throws Exception {
		long end = ends(Topics.ORDERS).get(partition);
		long failing = end + failEvery - 1 - end % failEvery;
		order(partition, (int) (failing - end + 1));
		return failing;
	}

	void send(ProducerRecord<String, String> record) {
		if (record.headers().lastHeader("__TypeId__") == null) {
			record.headers().add("__TypeId__", "io.steadykafka.sample.events.Order".getBytes(StandardCharsets.UTF_8));
		}
		this.producer.send(record, (metadata, failure) -> {
			if (failure != null) {
				throw new IllegalStateException(failure);
			}
		});
	}

	@Override
	public void close() {
		this.producer.close();
		this.admin.close();
	}

	private static List<TopicPartition> partitions(String topic) {
		return IntStream.range(0, PARTITIONS).mapToObj((partition) -> new TopicPartition(topic, partition)).toList();
	}

	private static <T> T get(KafkaFuture<T> future) throws Exception {
		return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
	}

}
