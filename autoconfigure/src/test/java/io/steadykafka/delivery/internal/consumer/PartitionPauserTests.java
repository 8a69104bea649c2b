package io.steadykafka.delivery.internal.consumer;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.delivery.internal.buffer.RecordBuffer;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionPauser}.
 */
class PartitionPauserTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final TopicPartition P2 = new TopicPartition(FakeConsumer.TOPIC, 2);

	private final FakeConsumer consumer = new FakeConsumer(10);

	private final PartitionPauser holds = new PartitionPauser(this.consumer);

	private final RecordBuffer<String, String> buffer = new RecordBuffer<>();

	@BeforeEach
	void assign() {
		this.consumer.assign(Set.of(P0, P1, P2));
	}

	@Test
	void holdsNothingWhenNothingIsHere() {
		assertThat(prepare(Set.of(), DeliveryLimit.ALL)).isFalse();
		assertThat(this.consumer.paused()).isEmpty();
	}

	@Test
	void holdsWhatIsHereAndFetchesTheOthers() {
		fetched(P0);
		assertThat(prepare(Set.of(), DeliveryLimit.ALL)).isTrue();
		assertThat(this.consumer.paused()).containsExactly(P0);
		assertThat(this.holds.pausedByApplication()).isEmpty();
		this.buffer.take(10, (any) -> true);
		assertThat(prepare(Set.of(), DeliveryLimit.ALL)).isFalse();
		assertThat(this.consumer.paused()).isEmpty();
	}

	@Test
	void leavesWhatTheApplicationPausedToTheApplication() {
		fetched(P0);
		fetched(P1);
		this.holds.pausedByApplication(Set.of(P1));
		assertThat(prepare(Set.of(), DeliveryLimit.ALL)).isTrue();
		assertThat(this.holds.pausedByApplication()).containsExactly(P1);
		this.buffer.take(10, P0::equals);
		assertThat(prepare(Set.of(), DeliveryLimit.ALL)).isFalse();
		assertThat(this.consumer.paused()).containsExactly(P1);
	}

	@Test
	void fetchesNothingOfWhatWaits() {
		fetched(P0);
		assertThat(prepare(Set.of(P0, P1), DeliveryLimit.ALL)).isFalse();
		assertThat(this.consumer.paused()).containsExactlyInAnyOrder(P0, P1);
	}

	@Test
	void fetchesTheOnlyPartitionThatIsAllowedWhileOthersAreDelivered() {
		fetched(P0);
		assertThat(prepare(Set.of(), new DeliveryLimit(1, P2))).isTrue();
		assertThat(this.consumer.paused()).containsExactly(P0);
		fetched(P2);
		assertThat(prepare(Set.of(), new DeliveryLimit(1, P2))).isTrue();
		assertThat(prepare(Set.of(P2), new DeliveryLimit(1, P2))).isFalse();
	}

	@Test
	void holdsOnlyWhatIsOwned() {
		fetched(P0);
		fetched(P1);
		this.consumer.assign(Set.of(P0));
		assertThat(prepare(Set.of(P2), DeliveryLimit.ALL)).isTrue();
		assertThat(this.consumer.paused()).containsExactly(P0);
	}

	@Test
	void theNarrowerBoundsHold() {
		assertThat(new DeliveryLimit(5, null).and(new DeliveryLimit(3, P1))).isEqualTo(new DeliveryLimit(3, P1));
		assertThat(new DeliveryLimit(3, P1).and(DeliveryLimit.ALL)).isEqualTo(new DeliveryLimit(3, P1));
	}

	private boolean prepare(Set<TopicPartition> waiting, DeliveryLimit allowance) {
		return this.holds.prepare(this.buffer, waiting, allowance);
	}

	private void fetched(TopicPartition partition) {
		this.buffer.add(new ConsumerRecords<>(Map.of(partition, List.of(FakeConsumer.record(partition, 0))), Map.of()));
	}

}
