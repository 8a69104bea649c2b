package io.steadykafka.delivery.internal.dispatch;

import java.util.List;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.listener.BatchListenerFailedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchFailure}.
 */
class BatchFailureTests {

	private final List<ConsumerRecord<String, String>> records = List.of(FakeConsumer.record(FakeConsumer.P0, 3),
			FakeConsumer.record(FakeConsumer.P0, 4), FakeConsumer.record(FakeConsumer.P0, 5));

	@Test
	void aRecordIsNamedByIndexOrByItself() {
		assertThat(named(new BatchListenerFailedException("", 2))).isEqualTo(2);
		assertThat(named(new IllegalStateException(
				new BatchListenerFailedException("", FakeConsumer.record(FakeConsumer.P0, 4)))))
			.isEqualTo(1);
	}

	@Test
	void nothingIsNamedOtherwise() {
		assertThat(named(new IllegalStateException())).isEqualTo(-1);
		assertThat(named(new BatchListenerFailedException("", 3))).isEqualTo(-1);
		assertThat(named(new BatchListenerFailedException("", FakeConsumer.record(FakeConsumer.P0, 9)))).isEqualTo(-1);
		IllegalStateException one = new IllegalStateException();
		one.initCause(new IllegalArgumentException(one));
		assertThat(named(one)).isEqualTo(-1);
	}

	private int named(Throwable thrown) {
		return BatchFailure.named(thrown, this.records);
	}

}
