package io.steadykafka.delivery.internal.consumer;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WantedPositions}.
 */
class WantedPositionsTests {

	private static final TopicPartition ONE = new TopicPartition("orders", 1);

	private static final TopicPartition TWO = new TopicPartition("orders", 2);

	private static final TopicPartition GONE = new TopicPartition("orders", 3);

	private final MockConsumer<String, String> consumer = new MockConsumer<>("none");

	private final WantedPositions positions = new WantedPositions(false);

	@BeforeEach
	void own() {
		this.consumer.assign(List.of(ONE, TWO));
		this.consumer.seek(ONE, 7);
		this.consumer.seek(TWO, 8);
	}

	@Test
	void readsWhatIsOwned() {
		assertThat(this.positions.read(this.consumer, Set.of(ONE, GONE))).isEqualTo(Map.of(ONE, 7L));
	}

	@Test
	void aPauseByHandIsNoReasonNotToTell() {
		this.consumer.pause(List.of(ONE, TWO));
		assertThat(this.positions.read(this.consumer, Set.of(ONE))).containsKey(ONE);
	}

	@Test
	void whatTheApplicationPausedStandsStillAsItShould() {
		this.consumer.pause(List.of(ONE));
		this.positions.onPause(List.of(ONE));
		assertThat(this.positions.read(this.consumer, Set.of(ONE, TWO))).containsOnlyKeys(TWO);
		this.consumer.resume(List.of(ONE));
		assertThat(this.positions.read(this.consumer, Set.of(ONE, TWO))).containsOnlyKeys(ONE, TWO);
		this.consumer.pause(List.of(ONE));
		assertThat(this.positions.read(this.consumer, Set.of(ONE))).containsOnlyKeys(ONE);
	}

	@Test
	void aNackWithATimeWaits() {
		this.positions.onSeek();
		assertThat(this.positions.read(this.consumer, Set.of(ONE))).containsKey(ONE);
		this.consumer.pause(List.of(ONE, TWO));
		assertThat(this.positions.read(this.consumer, Set.of(ONE))).isEmpty();
		this.positions.onDelivery();
		assertThat(this.positions.read(this.consumer, Set.of(ONE))).containsKey(ONE);
	}

}
