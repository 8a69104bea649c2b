package io.steadykafka.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Holds}.
 */
class HoldsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final TopicPartition P2 = new TopicPartition(FakeConsumer.TOPIC, 2);

	private final FakeConsumer consumer = new FakeConsumer(10);

	private final Holds holds = new Holds(this.consumer);

	private final ReadAhead<String, String> readAhead = new ReadAhead<>();

	@BeforeEach
	void assign() {
		this.consumer.assign(Set.of(P0, P1, P2));
	}

	@Test
	void holdsNothingWhenNothingIsHere() {
		assertThat(prepare(Set.of(), Allowance.ALL)).isFalse();
		assertThat(this.consumer.paused()).isEmpty();
	}

	@Test
	void holdsWhatIsHereAndFetchesTheOthers() {
		fetched(P0);
		assertThat(prepare(Set.of(), Allowance.ALL)).isTrue();
		assertThat(this.consumer.paused()).containsExactly(P0);
		assertThat(this.holds.pausedByApplication()).isEmpty();
		this.readAhead.take(10, (any) -> true);
		assertThat(prepare(Set.of(), Allowance.ALL)).isFalse();
		assertThat(this.consumer.paused()).isEmpty();
	}

	@Test
	void leavesWhatTheApplicationPausedToTheApplication() {
		fetched(P0);
		fetched(P1);
		this.holds.pausedByApplication(Set.of(P1));
		assertThat(prepare(Set.of(), Allowance.ALL)).isTrue();
		assertThat(this.holds.pausedByApplication()).containsExactly(P1);
		this.readAhead.take(10, P0::equals);
		assertThat(prepare(Set.of(), Allowance.ALL)).isFalse();
		assertThat(this.consumer.paused()).containsExactly(P1);
	}

	@Test
	void fetchesNothingOfWhatWaits() {
		fetched(P0);
		assertThat(prepare(Set.of(P0, P1), Allowance.ALL)).isFalse();
		assertThat(this.consumer.paused()).containsExactlyInAnyOrder(P0, P1);
	}

	@Test
	void fetchesTheOnlyPartitionThatIsAllowedWhileOthersAreHandedOver() {
		fetched(P0);
		assertThat(prepare(Set.of(), new Allowance(1, P2))).isTrue();
		assertThat(this.consumer.paused()).containsExactly(P0);
		fetched(P2);
		assertThat(prepare(Set.of(), new Allowance(1, P2))).isTrue();
		assertThat(prepare(Set.of(P2), new Allowance(1, P2))).isFalse();
	}

	@Test
	void holdsOnlyWhatIsOwned() {
		fetched(P0);
		fetched(P1);
		this.consumer.assign(Set.of(P0));
		assertThat(prepare(Set.of(P2), Allowance.ALL)).isTrue();
		assertThat(this.consumer.paused()).containsExactly(P0);
	}

	@Test
	void theNarrowerBoundsHold() {
		assertThat(new Allowance(5, null).and(new Allowance(3, P1))).isEqualTo(new Allowance(3, P1));
		assertThat(new Allowance(3, P1).and(Allowance.ALL)).isEqualTo(new Allowance(3, P1));
	}

	private boolean prepare(Set<TopicPartition> waiting, Allowance allowance) {
		return this.holds.prepare(this.readAhead, waiting, allowance);
	}

	private void fetched(TopicPartition partition) {
		this.readAhead
			.add(new ConsumerRecords<>(Map.of(partition, List.of(FakeConsumer.record(partition, 0))), Map.of()));
	}

}
