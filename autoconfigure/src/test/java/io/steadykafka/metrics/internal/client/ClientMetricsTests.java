package io.steadykafka.metrics.internal.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.listener.internal.ContainerEvents;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.mock;

class ClientMetricsTests {

	private static final MetricName FETCH_RATE = new MetricName("fetch-rate", "consumer-fetch-manager-metrics", "",
			Map.of("client-id", "c"));

	private final AbstractMessageListenerContainer<?, ?> container = mock(AbstractMessageListenerContainer.class);

	private final ListenerContainers containers = mock(ListenerContainers.class);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Containment containment = new Containment();

	private final ClientMetrics metrics = new ClientMetrics(this.containers,
			new ClientMetrics.Options(false, true, 100), this.containment);

	private final ContainerEvents events = new ContainerEvents(this.containers, () -> List.of(this.metrics),
			this.containment);

	@BeforeEach
	void listen() {
		given(this.container.getListenerId()).willReturn("orders");
		given(this.container.getContainerProperties()).willReturn(new ContainerProperties("orders"));
		ListenerContainer listener = new ListenerContainer(this.container, mock(ConsumerFactory.class),
				Map.of("group.id", "group"));
		given(this.containers.all()).willReturn(List.of(listener));
		given(this.containers.find(any())).willReturn(Optional.of(listener));
		this.metrics.bindTo(this.registry);
		this.metrics.start();
	}

	@AfterEach
	void stop() {
		this.metrics.stop();
	}

	@Test
	void aPredecessorThatEndsLateTakesNothingAway() throws InterruptedException {
		consumerTells(1.0);
		this.events.onApplicationEvent(started());
		awaitValue(1.0);
		Thread successor = new Thread(() -> this.events.onApplicationEvent(started()));
		consumerTells(2.0);
		successor.start();
		successor.join();
		awaitValue(2.0);
		this.events.onApplicationEvent(stopped());
		// Looks once more.
		this.metrics.stop();
		awaitValue(2.0);
	}

	@Test
	void aMetricThatFailsIsNotANumberAndTheRestGoesOn() {
		Metric failing = mock(Metric.class);
		given(failing.metricName()).willReturn(FETCH_RATE);
		given(failing.metricValue()).willThrow(new IllegalStateException("closed"));
		consumerHas(failing);
		this.events.onApplicationEvent(started());
		awaitValue(Double.NaN);
		assertThat(this.containment.failures()).isPositive();
	}

	@Test
	void aConsumerThatCannotBeAskedIsContained() {
		given(this.container.metrics()).willThrow(new IllegalStateException("closed"));
		this.events.onApplicationEvent(started());
		Awaitility.await().until(() -> this.containment.failures() > 1);
		consumerTells(3.0);
		awaitValue(3.0);
	}

	private void awaitValue(double value) {
		Awaitility.await().untilAsserted(() -> {
			Gauge gauge = this.registry.find("steady.kafka.client.fetch.rate")
				.tags("group", "group", "listener", "orders", "member", "0")
				.gauge();
			assertThat(gauge).isNotNull();
			assertThat(gauge.value()).isEqualTo(Double.valueOf(value));
		});
	}

	private void consumerTells(double value) {
		Metric metric = mock(Metric.class);
		given(metric.metricName()).willReturn(FETCH_RATE);
		given(metric.metricValue()).willReturn(value);
		consumerHas(metric);
	}

	private void consumerHas(Metric metric) {
		willReturn(Map.of("c", new HashMap<>(Map.of(FETCH_RATE, metric)))).given(this.container).metrics();
	}

	private ConsumerStartedEvent started() {
		return new ConsumerStartedEvent(this.container, this.container);
	}

	private ConsumerStoppedEvent stopped() {
		return new ConsumerStoppedEvent(this.container, this.container, ConsumerStoppedEvent.Reason.NORMAL);
	}

}
