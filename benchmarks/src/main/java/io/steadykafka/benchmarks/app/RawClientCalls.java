package io.steadykafka.benchmarks.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes the calls that lag can't be known without: committed offsets, then both ends and
 * the start of the log, all sent before the first is awaited; and all calls of a sample.
 * Made in the same virtual machine as samples and as rarely, so that neither is warmer.
 */
final class RawClientCalls implements AutoCloseable {

	/** As often as samples describe it. */
	private static final int SAMPLES_OF_A_TOPIC = 6;

	private final Admin admin;

	private final String group;

	private final String topic;

	private Set<TopicPartition> partitions = Set.of();

	private int times;

	RawClientCalls(Map<String, Object> config, String group, String topic) {
		this.admin = Admin.create(config);
		this.group = group;
		this.topic = topic;
	}

	/**
	 * Make the calls once that lag can't be known without.
	 * @return milliseconds
	 */
	synchronized double millis() {
		return millis(() -> List.of());
	}

	/**
	 * Make all calls of a sample once: the group's members too, and each sixth time its
	 * topic, under way from the start.
	 * @return milliseconds
	 */
	synchronized double allMillis() {
		return millis(() -> {
			List<KafkaFuture<?>> answers = new ArrayList<>();
			answers.add(this.admin.describeClassicGroups(Set.of(this.group)).all());
			this.times++;
			if (this.times % SAMPLES_OF_A_TOPIC == 0) {
				answers.add(this.admin.describeTopics(Set.of(this.topic)).allTopicNames());
			}
			return answers;
		});
	}

	private double millis(Supplier<List<KafkaFuture<?>>> more) {
		if (this.partitions.isEmpty()) {
			this.partitions = get(this.admin.describeTopics(Set.of(this.topic)).allTopicNames()).values()
				.stream()
				.flatMap((description) -> description.partitions().stream())
				.map((partition) -> new TopicPartition(this.topic, partition.partition()))
				.collect(Collectors.toSet());
		}
		long start = System.nanoTime();
		List<KafkaFuture<?>> underWay = more.get();
		call();
		underWay.forEach(RawClientCalls::get);
		return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
	}

	@Override
	public void close() {
		this.admin.close(Duration.ZERO);
	}

	private void call() {
		get(this.admin
			.listConsumerGroupOffsets(
					Map.of(this.group, new ListConsumerGroupOffsetsSpec().topicPartitions(this.partitions)))
			.partitionsToOffsetAndMetadata(this.group));
		List<KafkaFuture<?>> answers = new ArrayList<>();
		answers.add(offsets(OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED));
		answers.add(offsets(OffsetSpec.latest(), IsolationLevel.READ_COMMITTED));
		answers.add(offsets(OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED));
		answers.forEach(RawClientCalls::get);
	}

	private KafkaFuture<?> offsets(OffsetSpec spec, IsolationLevel isolation) {
		Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
		this.partitions.forEach((partition) -> specs.put(partition, spec));
		return this.admin.listOffsets(specs, new ListOffsetsOptions(isolation)).all();
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
