package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.delivery.internal.dispatch.DeliveryMode;
import io.steadykafka.delivery.internal.dispatch.Dispatch;
import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Commits that the application makes itself, through a consumer that it is given: they
 * fail as they always do, and commit no more than what was delivered.
 */
final class ApplicationCommits {

	private final Consumer<?, ?> kafka;

	private final Dispatch<?, ?> dispatch;

	private final OffsetCommitter committer;

	private final DeliveryMode mode;

	ApplicationCommits(Consumer<?, ?> kafka, Dispatch<?, ?> dispatch, OffsetCommitter committer, DeliveryMode mode) {
		this.kafka = kafka;
		this.dispatch = dispatch;
		this.committer = committer;
		this.mode = mode;
	}

	void commitSync() {
		positions().ifPresentOrElse(this::commitSync, () -> {
			this.kafka.commitSync();
			committed(this.kafka.assignment());
		});
	}

	void commitSync(Duration timeout) {
		positions().ifPresentOrElse((positions) -> commitSync(positions, timeout), () -> {
			this.kafka.commitSync(timeout);
			committed(this.kafka.assignment());
		});
	}

	void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.kafka.commitSync(offsets);
		committed(offsets);
	}

	void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
		this.kafka.commitSync(offsets, timeout);
		committed(offsets);
	}

	void commitAsync(@Nullable OffsetCommitCallback callback) {
		positions().ifPresentOrElse((positions) -> commitAsync(positions, callback), () -> {
			committed(this.kafka.assignment());
			this.kafka.commitAsync(callback);
		});
	}

	void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
		committed(offsets);
		this.kafka.commitAsync(offsets, callback);
	}

	private Optional<Map<TopicPartition, OffsetAndMetadata>> positions() {
		return (this.dispatch.isAllDelivered(this.kafka.assignment())) ? Optional.empty()
				: Optional.of(this.dispatch.positions(this.kafka));
	}

	private void committed(Collection<TopicPartition> partitions) {
		this.committer.forget(partitions);
		this.mode.committedByApplication(partitions);
	}

	private void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.committer.forget(offsets.keySet());
		this.mode.committedByApplication(offsets);
	}

}
