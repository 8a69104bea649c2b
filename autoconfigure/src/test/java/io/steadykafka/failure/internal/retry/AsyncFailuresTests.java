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
		AsyncFailures failures = new AsyncFailures();
		failures.add(failure(0, 9));
		failures.add(failure(1, 3));
		failures.add(failure(0, 4));
		assertThat(failures.take(List.of(FIRST))).extracting(FailedAttempt::offset).containsExactly(4L, 9L);
		assertThat(failures.take(List.of(FIRST))).isEmpty();
		failures.forget(List.of(SECOND));
		assertThat(failures.isEmpty()).isTrue();
	}

	private static FailedAttempt failure(int partition, long offset) {
		return FailedAttempt.of(new ConsumerRecord<>("orders", partition, offset, "", ""), new IllegalStateException());
	}

}
