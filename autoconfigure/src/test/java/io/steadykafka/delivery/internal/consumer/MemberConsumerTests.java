package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link MemberConsumer}.
 */
class MemberConsumerTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private final FakeConsumer fake = new FakeConsumer(10);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final List<Collection<TopicPartition>> assigned = new ArrayList<>();

	private int wakeups = 1;

	@Test
	void aWakeUpDoesNotHideAnAssignmentFromTheContainer() {
		Consumer<String, String> consumer = this.test.consumer(this.fake);
		consumer.subscribe(List.of(FakeConsumer.TOPIC), new Callback());
		consumer.poll(Duration.ZERO);
		this.fake.log(P0, 50);
		assertThatNoException().isThrownBy(() -> this.fake.rebalance(List.of(P0)));
		assertThat(this.assigned).containsExactly(List.of(P0), List.of(P0));
	}

	@Test
	void ofAConsumerOfTheApplicationsTheCallbackIsCalledOnceWhateverItThrows() {
		Consumer<String, String> consumer = new SteadyConsumer<>(this.fake, (polled) -> null);
		this.wakeups = Integer.MAX_VALUE;
		consumer.subscribe(List.of(FakeConsumer.TOPIC), new Callback());
		consumer.poll(Duration.ZERO);
		this.fake.log(P0, 50);
		assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> this.fake.rebalance(List.of(P0)));
		assertThat(this.assigned).containsExactly(List.of(P0));
	}

	@Test
	void whatTheApplicationSoughtBeforeTheFirstPollIsNotCommittedAsIdle() {
		TestMember member = new TestMember(Duration.ofMillis(100), TestMember.Kind.ONE_BY_ONE,
				Map.of("group.protocol", "consumer"));
		Consumer<String, String> consumer = member.consumer(this.fake);
		this.fake.log(P0, 10);
		consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0));
		consumer.seekToEnd(List.of());
		consumer.poll(Duration.ZERO);
		member.pass(Duration.ofMinutes(2));
		consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
	}

	private final class Callback implements ConsumerRebalanceListener {

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			MemberConsumerTests.this.assigned.add(List.copyOf(partitions));
			if (MemberConsumerTests.this.assigned.size() <= MemberConsumerTests.this.wakeups) {
				throw new WakeupException();
			}
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		}

	}

}
