package io.steadykafka.operations.internal.member;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberOperations}.
 */
class MemberOperationsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final ListenerPauses pauses = new ListenerPauses(Clock.systemUTC());

	private final ListenerContainer listener = Listeners.subscribed("orders", "group");

	private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

	private final MemberOperations member = new MemberOperations(this.listener, this.consumer, this.pauses,
			new PartitionHolds(), Set::of);

	MemberOperationsTests() {
		this.consumer.assign(List.of(PARTITION));
	}

	@Test
	void nothingIsDeliveredBeforePausesOfOtherInstancesAreKnown() {
		assertThat(this.member.waiting()).isEmpty();
		this.pauses.learning(true);
		assertThat(this.member.waiting()).isEqualTo(Map.of(PARTITION, Duration.ofMillis(100)));
		this.pauses.learning(false);
		assertThat(this.member.waiting()).isEmpty();
	}

	@Test
	void whatIsPausedWaits() {
		this.pauses.learning(true);
		this.pauses.pause(this.listener, PauseScope.ALL, "alice");
		assertThat(this.member.waiting()).isEqualTo(Map.of(PARTITION, Duration.ofMinutes(1)));
	}

}
