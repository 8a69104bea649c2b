package io.steadykafka.failure.internal.retry;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AsyncFailures}.
 */
class AsyncFailuresTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	@Test
	void areTakenByTheOwnerOnceAndInOrder() {
		AsyncFailures late = new AsyncFailures();
		late.add(failure(0, 9));
		late.add(failure(1, 3));
		late.add(failure(0, 4));
		assertThat(late.take(List.of(FIRST))).extracting(FailedAttempt::offset).containsExactly(4L, 9L);
		assertThat(late.take(List.of(FIRST))).isEmpty();
		late.forget(List.of(SECOND));
		assertThat(late.isEmpty()).isTrue();
	}

	private static FailedAttempt failure(int partition, long offset) {
		return FailedAttempt.of(new ConsumerRecord<>("orders", partition, offset, "", ""), new IllegalStateException());
	}

}
