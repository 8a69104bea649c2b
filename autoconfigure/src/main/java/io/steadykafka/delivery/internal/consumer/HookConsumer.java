package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer that session hooks are given. Their seeks to an offset are told to nobody,
 * those to an offset with metadata reset the partition, and their commits of offsets are
 * those of the container.
 */
final class HookConsumer<K, V> extends DelegatingConsumer<K, V> {

	private final Consumer<K, V> delegate;

	private final Seeks seeks;

	private final PollPipeline<K, V> pipeline;

	HookConsumer(Consumer<K, V> delegate, Seeks seeks, PollPipeline<K, V> pipeline) {
		this.delegate = delegate;
		this.seeks = seeks;
		this.pipeline = pipeline;
	}

	@Override
	protected Consumer<K, V> delegate() {
		return this.delegate;
	}

	@Override
	public void seek(TopicPartition partition, long offset) {
		this.seeks.seekUntold(partition, offset);
	}

	@Override
	public void seek(TopicPartition partition, OffsetAndMetadata offset) {
		this.seeks.reset(partition, offset);
	}

	@Override
	public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		this.pipeline.commitAsync(offsets, callback);
	}

	@Override
	public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		this.pipeline.commitSync(offsets, timeout);
	}

}
