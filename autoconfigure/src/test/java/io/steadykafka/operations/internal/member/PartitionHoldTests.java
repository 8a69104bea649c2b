package io.steadykafka.operations.internal.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionHold} with commits that are answered when the test says.
 */
class PartitionHoldTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final LateConsumer consumer = new LateConsumer();

	private final PartitionHold hold = new PartitionHold(PARTITION);

	@BeforeEach
	void own() {
		this.consumer.assign(List.of(PARTITION));
		this.consumer.seek(PARTITION, 100);
		this.hold.beforePoll("member", this.consumer, false);
		assertThat(this.hold.held()).isNotDone();
		this.consumer.answer();
		assertThat(this.hold.held()).isDone();
	}

	@Test
	void anAnswerAfterTheReleaseIsTakenBack() {
		CompletableFuture<String> moved = this.hold.move(10);
		this.hold.beforePoll("member", this.consumer, false);
		this.hold.release();
		assertThat(this.hold.isOver()).isFalse();
		this.consumer.answer();
		assertThat(moved).isCompletedWithValue("it was released before its commit was answered");
		assertThat(this.hold.isOver()).isTrue();
		assertThat(this.consumer.position(PARTITION)).isEqualTo(100);
		assertThat(this.consumer.offsets).endsWith(10L, 100L);
	}

	@Test
	void aMoveBackFollowsTheMoveThatIsUnderWay() {
		this.hold.move(10);
		this.hold.beforePoll("member", this.consumer, false);
		CompletableFuture<String> back = this.hold.move(100);
		this.hold.beforePoll("member", this.consumer, false);
		this.consumer.answer();
		this.hold.beforePoll("member", this.consumer, false);
		this.consumer.answer();
		assertThat(back).isCompletedWithValue("");
		assertThat(this.consumer.offsets).endsWith(10L, 100L);
	}

	private static final class LateConsumer extends MockConsumer<Object, Object> {

		private final List<Long> offsets = new ArrayList<>();

		private Runnable answer = () -> {
		};

		LateConsumer() {
			super("earliest");
		}

		@Override
		public synchronized void commitAsync(Map<TopicPartition, OffsetAndMetadata> committed,
				@Nullable OffsetCommitCallback callback) {
			committed.values().forEach((offset) -> this.offsets.add(offset.offset()));
			if (callback != null) {
				this.answer = () -> callback.onComplete(committed, null);
			}
		}

		void answer() {
			this.answer.run();
		}

	}

}
