package io.steadykafka.integration.delivery;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;
import org.springframework.kafka.support.Acknowledgment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests batches that are filtered: Spring's filters remove records from the container's
 * list.
 */
class FilteredBatchTests {

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatIsFilteredAltogetherIsProcessed(boolean enabled) {
		String topic = "filtered-batches-" + enabled;
		this.broker.createTopic(topic, 1);
		this.broker.send(topic, 1, 20);
		try (RunningApp app = start(All.class, topic, "style=batch", "steady.kafka.enabled=" + enabled)) {
			awaitCommitted(topic, 20);
			assertThat(app.bean(Worker.class).handled()).isEmpty();
		}
	}

	@Test
	void anAcknowledgementIsOfTheFilteredRecordsToo() {
		this.broker.createTopic("filtered-manual", 1);
		this.broker.send("filtered-manual", 1, 40);
		try (RunningApp app = start(Some.class, "filtered-manual", "style=none",
				"spring.kafka.listener.ack-mode=manual")) {
			awaitCommitted("filtered-manual", 40);
			assertThat(app.bean(RecordDelivery.class).work(app.bean(ListenerContainers.class).all().get(0))).get()
				.satisfies((work) -> assertThat(work.passedOver()).isZero())
				.satisfies((work) -> assertThat(work.inFlight()).isZero());
		}
	}

	private RunningApp start(Class<?> application, String topic, String... properties) {
		return RunningApp.start(application, this.broker.servers(),
				Stream
					.concat(Stream.of("topic=" + topic, "group=" + topic,
							"spring.kafka.consumer.auto-offset-reset=earliest"), Stream.of(properties))
					.toArray(String[]::new));
	}

	private void awaitCommitted(String group, long offset) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), group))
				.isEqualTo(Map.of(new TopicPartition(group, 0), offset)));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class All {

		@Bean
		static RecordFilterStrategy<Object, Object> all() {
			return (record) -> true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Some {

		@Bean
		static RecordFilterStrategy<Object, Object> some() {
			return (record) -> record.offset() % 3 == 1;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${group}", batch = "true")
		void handle(List<ConsumerRecord<String, String>> records, Acknowledgment acknowledgment) {
			acknowledgment.acknowledge();
		}

	}

}
