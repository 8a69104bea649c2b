package io.steadykafka.operations.internal;

import java.util.List;
import java.util.OptionalLong;

import io.steadykafka.testing.Listeners;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReachedOffsetsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	@Test
	void whereTheListenerIsAfterAResetCounts() {
		assertThat(reached(OptionalLong.of(50), OptionalLong.of(5_000)).of("orders", PARTITION)).hasValue(50);
	}

	@Test
	void whatAnotherInstanceProcessedIsKnownByTheCommit() {
		assertThat(reached(OptionalLong.empty(), OptionalLong.of(7)).of("orders", PARTITION)).hasValue(7);
	}

	@Test
	void nothingIsKnownOfOthers() {
		assertThat(reached(OptionalLong.of(1), OptionalLong.of(1)).of("payments", PARTITION)).isEmpty();
		assertThat(reached(OptionalLong.empty(), OptionalLong.empty()).of("orders", PARTITION)).isEmpty();
	}

	private static ReachedOffsets reached(OptionalLong processed, OptionalLong committed) {
		return new ReachedOffsets(() -> List.of(Listeners.subscribed("orders", "group")),
				(listener, partition) -> processed, (listener, partition) -> committed);
	}

}
