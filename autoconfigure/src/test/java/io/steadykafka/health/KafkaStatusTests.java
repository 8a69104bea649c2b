package io.steadykafka.health;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaStatus}.
 */
class KafkaStatusTests {

	@Test
	void theWorstComesFirst() {
		assertThat(KafkaStatus.worst(List.of())).isEqualTo(Status.UP);
		assertThat(KafkaStatus.worst(List.of(Status.UP, Status.UNKNOWN))).isEqualTo(Status.UNKNOWN);
		assertThat(KafkaStatus.worst(List.of(Status.UNKNOWN, KafkaStatus.DEGRADED))).isEqualTo(KafkaStatus.DEGRADED);
		assertThat(KafkaStatus.worst(List.of(KafkaStatus.DEGRADED, Status.DOWN))).isEqualTo(Status.DOWN);
	}

}
