package io.steadykafka.listener.internal;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link CurrentPosition}.
 */
class CurrentPositionTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final Consumer<String, String> consumer = mock();

	@Test
	void isThatOfTheConsumer() {
		MockConsumer<String, String> known = new MockConsumer<>("none");
		known.assign(List.of(PARTITION));
		known.seek(PARTITION, 7);
		assertThat(CurrentPosition.of(known, PARTITION)).hasValue(7);
	}

	@Test
	void keepsAWakeUpForThePoll() {
		given(this.consumer.position(PARTITION, Duration.ZERO)).willThrow(new WakeupException());
		assertThat(CurrentPosition.of(this.consumer, PARTITION)).isEmpty();
		then(this.consumer).should().wakeup();
	}

	@Test
	void isNotKnownWithoutAnAnswerOfTheBrokers() {
		given(this.consumer.position(PARTITION, Duration.ZERO)).willThrow(new TimeoutException("expected by the test"));
		assertThat(CurrentPosition.of(this.consumer, PARTITION)).isEmpty();
		then(this.consumer).should(never()).wakeup();
	}

}
