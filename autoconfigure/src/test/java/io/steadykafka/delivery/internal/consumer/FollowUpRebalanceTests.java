package io.steadykafka.delivery.internal.consumer;

import java.util.List;
import java.util.Map;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link FollowUpRebalance}.
 */
class FollowUpRebalanceTests {

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private final Consumer<String, String> consumer = mock();

	private final FollowUpRebalance round = new FollowUpRebalance();

	@Test
	void aNewcomerThatGotNothingJoinsAtOnceAndOnce() {
		assigned(COOPERATIVE, 2);
		assigned(COOPERATIVE, 3);
		then(this.consumer).should(times(1)).enforceRebalance(anyString());
	}

	@Test
	void whoGotSomethingDoesNot() {
		assigned(COOPERATIVE, 2, new TopicPartition("orders", 0));
		assigned(COOPERATIVE, 3);
		then(this.consumer).should(never()).enforceRebalance(anyString());
	}

	@Test
	void thereIsNoSecondRoundInTheFirstGeneration() {
		assigned(COOPERATIVE, 1);
		then(this.consumer).should(never()).enforceRebalance(anyString());
	}

	@Test
	void thereIsNoSecondRoundWithAnEagerAssignorOrTheConsumerProtocol() {
		assigned(RangeAssignor.class.getName() + "," + COOPERATIVE, 2);
		metadata(2);
		new FollowUpRebalance().assigned(listener(Map.of("group.protocol", "consumer")), this.consumer, List.of());
		then(this.consumer).should(never()).enforceRebalance(anyString());
	}

	private void assigned(String assignors, int generation, TopicPartition... partitions) {
		metadata(generation);
		this.round.assigned(listener(Map.of("partition.assignment.strategy", assignors)), this.consumer,
				List.of(partitions));
	}

	private void metadata(int generation) {
		ConsumerGroupMetadata metadata = mock();
		given(metadata.generationId()).willReturn(generation);
		given(this.consumer.groupMetadata()).willReturn(metadata);
	}

	private static ListenerContainer listener(Map<String, Object> config) {
		return Listeners.subscribed("orders", "group", config);
	}

}
