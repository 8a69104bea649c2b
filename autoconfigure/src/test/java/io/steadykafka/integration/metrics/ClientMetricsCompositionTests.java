package io.steadykafka.integration.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests Kafka's own metrics together with what applications and Spring Boot measure
 * themselves.
 */
class ClientMetricsCompositionTests {

	private static final String FETCH_RATE = "steady_kafka_client_fetch_rate{group=\"%s\",listener=\"orders\",member=\"0\"}";

	private final Broker broker = Broker.shared();

	@Test
	void consumersOfAFactoryThatIsHardCodedHaveThemAndItsReportersStay() {
		this.broker.createTopic("client-hard-coded", 1);
		try (RunningApp app = RunningApp.start(HardCoded.class, this.broker.servers(),
				"servers=" + this.broker.servers())) {
			this.broker.send("client-hard-coded", 1, 3);
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape()).containsKeys(FETCH_RATE.formatted("client-hard-coded"),
						"steady_kafka_client_partition_records_lag{group=\"client-hard-coded\",listener=\"orders\","
								+ "partition=\"0\",topic=\"client-hard-coded\"}"));
			assertThat(Reporter.reported).contains("fetch-rate", "records-lag");
			assertThat(app.lines()).noneMatch((line) -> line.startsWith("kafka_consumer_"));
		}
	}

	@Test
	void theMetersOfSpringBootStay() {
		this.broker.createTopic("client-boot", 1);
		Set<String> without = bootMeters("client-boot", "steady.kafka.enabled=false");
		assertThat(without).anyMatch((meter) -> meter.startsWith("kafka.consumer.fetch.manager.fetch.rate"));
		assertThat(bootMeters("client-boot")).containsAll(without);
	}

	@Test
	void theObservationOfListenersStays() {
		this.broker.createTopic("client-observed", 1);
		Set<String> without = observed("client-observed", "steady.kafka.enabled=false");
		assertThat(without).anyMatch((meter) -> meter.startsWith("spring.kafka.listener{"));
		assertThat(observed("client-observed")).isEqualTo(without);
	}

	private Set<String> bootMeters(String topic, String... properties) {
		try (RunningApp app = start(topic, properties)) {
			this.broker.send(topic, 1, 1);
			Awaitility.await().until(() -> !app.bean(Worker.class).handled().isEmpty());
			return meters(app, "kafka.consumer.").stream()
				.filter((meter) -> !meter.contains("node") && !meter.contains("topic"))
				.collect(Collectors.toSet());
		}
	}

	private Set<String> observed(String topic, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.kafka.listener.observation-enabled=true");
		try (RunningApp app = start(topic, all.toArray(String[]::new))) {
			this.broker.send(topic, 1, 1);
			Awaitility.await().until(() -> !app.bean(Worker.class).handled().isEmpty());
			if (properties.length == 0) {
				Awaitility.await()
					.untilAsserted(() -> assertThat(app.scrape()).containsKey(FETCH_RATE.formatted(topic)));
			}
			Awaitility.await().until(() -> !meters(app, "spring.kafka.listener{").isEmpty());
			return meters(app, "spring.kafka.listener{");
		}
	}

	private static Set<String> meters(RunningApp app, String prefix) {
		return app.bean(MeterRegistry.class)
			.getMeters()
			.stream()
			.map(Meter::getId)
			.map((id) -> id.getName() + "{" + id.getTags().stream().map(Tag::toString).collect(Collectors.joining(","))
					+ "}")
			.filter((meter) -> meter.startsWith(prefix))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private RunningApp start(String topic, String... properties) {
		List<String> all = new ArrayList<>(List.of("topic=" + topic, "group=" + topic,
				"spring.kafka.consumer.auto-offset-reset=earliest", "spring.kafka.consumer.client-id=the-client"));
		all.addAll(List.of(properties));
		return RunningApp.start(WorkApplication.class, this.broker.servers(), all.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HardCoded {

		@Bean
		static ConcurrentKafkaListenerContainerFactory<Object, Object> own(@Value("${servers}") String servers) {
			Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", servers, "key.deserializer",
					StringDeserializer.class, "value.deserializer", StringDeserializer.class, "auto.offset.reset",
					"earliest", "metric.reporters", Reporter.class.getName()));
			ConcurrentKafkaListenerContainerFactory<Object, Object> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(config));
			return factory;
		}

		@KafkaListener(id = "orders", topics = "client-hard-coded", groupId = "client-hard-coded",
				containerFactory = "own")
		void handle(String order) {
		}

	}

	/**
	 * The application's own reporter.
	 */
	public static final class Reporter implements MetricsReporter {

		private static final Set<String> reported = ConcurrentHashMap.newKeySet();

		@Override
		public void configure(Map<String, ?> configs) {
		}

		@Override
		public void init(List<KafkaMetric> metrics) {
			metrics.forEach(this::metricChange);
		}

		@Override
		public void metricChange(KafkaMetric metric) {
			reported.add(metric.metricName().name());
		}

		@Override
		public void metricRemoval(KafkaMetric metric) {
		}

		@Override
		public void close() {
		}

	}

}
