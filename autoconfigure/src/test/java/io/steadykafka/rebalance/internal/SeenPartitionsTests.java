package io.steadykafka.rebalance.internal;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SeenPartitions}.
 */
class SeenPartitionsTests {

	private final SeenPartitions seen = new SeenPartitions();

	@Test
	void higherNumbersOfATopicThatWasSeenAsAWholeAreNew() {
		this.seen.add(Scenario.orders(0, 1, 2));
		assertThat(this.seen.haveGrown(Scenario.orders(3, 5))).isTrue();
	}

	@Test
	void whatWasSeenBeforeIsNotNew() {
		this.seen.add(Scenario.orders(0, 1, 2));
		assertThat(this.seen.haveGrown(Scenario.orders(2, 3))).isFalse();
		assertThat(this.seen.haveGrown(Set.of())).isFalse();
	}

	@Test
	void aTopicOfWhichOthersHaveAPartTellsNothing() {
		this.seen.add(Scenario.orders(0, 2));
		assertThat(this.seen.haveGrown(Scenario.orders(3))).isFalse();
	}

	@Test
	void aTopicThatWasNeverSeenHasNotGrown() {
		this.seen.add(Scenario.orders(0));
		assertThat(this.seen.haveGrown(Set.of(new TopicPartition("others", 1)))).isFalse();
	}

}
