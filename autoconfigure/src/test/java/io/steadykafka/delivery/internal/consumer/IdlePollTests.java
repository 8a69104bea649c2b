package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;

import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IdlePoll}.
 */
class IdlePollTests {

	@Test
	void anInterruptedThreadIsToldSoAsByAConsumer() {
		IdlePoll quiet = new IdlePoll();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptException.class).isThrownBy(() -> quiet.await(Duration.ofSeconds(30)));
		assertThat(Thread.interrupted()).isTrue();
	}

}
