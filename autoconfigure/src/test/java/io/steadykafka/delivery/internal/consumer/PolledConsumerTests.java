package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.steadykafka.delivery.internal.offsets.IdlePartitions;
import io.steadykafka.delivery.internal.session.PacedMember;
import io.steadykafka.delivery.internal.session.PollListeners;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PolledConsumer}.
 */
class PolledConsumerTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private final FakeConsumer fake = new FakeConsumer(10);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final List<Collection<TopicPartition>> assigned = new ArrayList<>();

	private int wakeups = 1;

	@Test
	void aWakeUpDoesNotHideAnAssignmentFromTheContainer() {
		PolledConsumer<String, String> consumer = consumer(this.test.paced(), new PollListeners(this.test.listener,
				this.test.listener.container(), List.of(), Duration.ZERO, this.test.containment));
		consumer.subscribe(List.of(FakeConsumer.TOPIC), new Callback());
		consumer.poll(Duration.ZERO);
		this.fake.log(P0, 50);
		assertThatNoException().isThrownBy(() -> this.fake.rebalance(List.of(P0)));
		assertThat(this.assigned).containsExactly(List.of(P0), List.of(P0));
	}

	@Test
	void ofAConsumerOfTheApplicationsTheCallbackIsCalledOnceWhateverItThrows() {
		PolledConsumer<String, String> consumer = consumer(null, null);
		this.wakeups = Integer.MAX_VALUE;
		consumer.subscribe(List.of(FakeConsumer.TOPIC), new Callback());
		consumer.poll(Duration.ZERO);
		this.fake.log(P0, 50);
		assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> this.fake.rebalance(List.of(P0)));
		assertThat(this.assigned).containsExactly(List.of(P0));
	}

	private PolledConsumer<String, String> consumer(@Nullable PacedMember paced, @Nullable PollListeners told) {
		IdlePartitions<String, String> quiet = new IdlePartitions<>(this.fake, () -> this.test.nanoTime);
		CommittingConsumer<String, String> committing = new CommittingConsumer<>(quiet, () -> this.test.nanoTime);
		return new PolledConsumer<>(new PacedConsumer<>(committing, () -> paced), committing, quiet,
				() -> this.test.nanoTime, () -> told);
	}

	private final class Callback implements ConsumerRebalanceListener {

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			PolledConsumerTests.this.assigned.add(List.copyOf(partitions));
			if (PolledConsumerTests.this.assigned.size() <= PolledConsumerTests.this.wakeups) {
				throw new WakeupException();
			}
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		}

	}

}
