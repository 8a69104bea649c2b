package io.steadykafka.benchmarks.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.report.Samples;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The calls that lag can't be known without: committed offsets, then both ends and the
 * start of the log, all under way before the first is waited for.
 *
 * @param admin asks the broker
 * @param group the group
 * @param partitions its partitions
 */
record BareCalls(Admin admin, String group, Set<TopicPartition> partitions) {

	/**
	 * Make the calls several times.
	 * @param times how often they count, after as often that they don't
	 * @return milliseconds
	 */
	Samples millis(int times) {
		List<Double> millis = new ArrayList<>();
		for (int i = 0; i < 2 * times; i++) {
			long start = System.nanoTime();
			call();
			if (i >= times) {
				millis.add((System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
		return Samples.of(millis, (each) -> each);
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
		answers.forEach(BareCalls::get);
	}

	private KafkaFuture<?> offsets(OffsetSpec spec, IsolationLevel isolation) {
		Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
		this.partitions.forEach((partition) -> specs.put(partition, spec));
		return this.admin.listOffsets(specs, new ListOffsetsOptions(isolation)).all();
	}

	private static void get(KafkaFuture<?> future) {
		try {
			future.get();
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
