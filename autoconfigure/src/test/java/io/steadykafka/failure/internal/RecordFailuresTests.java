package io.steadykafka.failure.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.retry.BackOffPolicy;
import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.listener.internal.ContainerEvents;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConcurrentContainerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RecordFailures}.
 */
class RecordFailuresTests {

	private final RecordFailures failures = new RecordFailures(
			(any) -> new RetryPolicy(new BackOffPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(30), 10),
					Exhaustion.BLOCK, List.of(), "-dlt"),
			mock(RecordDelivery.class), Clock.systemUTC(), new Containment());

	private boolean running = true;

	private final ListenerContainer listener = listener();

	private final ListenerContainers containers = mock();

	private final ContainerEvents events = new ContainerEvents(this.containers, () -> List.of(this.failures),
			new Containment());

	@BeforeEach
	void find() {
		given(this.containers.find(this.listener.container())).willReturn(Optional.of(this.listener));
	}

	@Test
	void aListenerThatIsUnregisteredWhileItRunsIsLookedAfterUntilItStops() {
		this.failures.prepare(this.listener);
		this.failures.forget(this.listener);
		assertThat(this.failures.handles(this.listener)).isTrue();
		this.running = false;
		// One of its members; others may be busy still.
		this.events.onApplicationEvent(new ConsumerStoppedEvent(mock(MessageListenerContainer.class),
				this.listener.container(), ConsumerStoppedEvent.Reason.NORMAL));
		assertThat(this.failures.handles(this.listener)).isTrue();
		this.events.onApplicationEvent(
				new ConcurrentContainerStoppedEvent(this.listener.container(), ConsumerStoppedEvent.Reason.NORMAL));
		assertThat(this.failures.handles(this.listener)).isFalse();
	}

	@Test
	void aListenerThatStopsAndIsNotUnregisteredIsLookedAfterOn() {
		this.failures.prepare(this.listener);
		this.events.onApplicationEvent(
				new ConcurrentContainerStoppedEvent(this.listener.container(), ConsumerStoppedEvent.Reason.NORMAL));
		assertThat(this.failures.handles(this.listener)).isTrue();
	}

	private ListenerContainer listener() {
		ContainerProperties properties = new ContainerProperties("orders");
		properties.setGroupId("group");
		properties.setMessageListener((MessageListener<Object, Object>) (message) -> {
		});
		return ListenerContainer.of(new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", "localhost:1")), properties) {

			@Override
			public boolean isRunning() {
				return RecordFailuresTests.this.running;
			}

		});
	}

}
