package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionPauses}.
 */
class PartitionPausesTests {

	private static final TopicPartition FIRST = new TopicPartition("orders", 0);

	private static final TopicPartition SECOND = new TopicPartition("orders", 1);

	@Test
	void growInARowAndBeginAnewAfterAWhile() {
		PartitionPauses pauses = new PartitionPauses(
				new BackOffPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(3), 2));
		Instant now = Instant.EPOCH;
		assertThat(pauses.begin(FIRST, now)).hasSeconds(1);
		assertThat(pauses.remaining(now)).isEqualTo(Map.of(FIRST, Duration.ofSeconds(1)));
		now = now.plusSeconds(2);
		assertThat(pauses.remaining(now)).isEmpty();
		assertThat(pauses.begin(FIRST, now)).hasSeconds(2);
		assertThat(pauses.begin(FIRST, now)).hasSeconds(3);
		assertThat(pauses.begin(SECOND, now)).hasSeconds(1);
		now = now.plusSeconds(7);
		assertThat(pauses.remaining(now)).isEmpty();
		assertThat(pauses.isEmpty()).isTrue();
		assertThat(pauses.begin(FIRST, now)).hasSeconds(1);
	}

}
