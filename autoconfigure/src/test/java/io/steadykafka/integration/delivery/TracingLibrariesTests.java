package io.steadykafka.integration.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.work.ListenerWork;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests tracing libraries that wrap the consumer, outside and inside of the starter's
 * wrapper: records and spans are those of plain Spring Kafka.
 */
@ExtendWith(OutputCaptureExtension.class)
class TracingLibrariesTests {

	private static final int RECORDS = 40;

	private static final int PARTITIONS = 2;

	private static final long RECORDS_OF_A_PARTITION = RECORDS / PARTITIONS;

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@CsvSource({ "OPENTELEMETRY, outside, record", "OPENTELEMETRY, outside, batch", "OPENTELEMETRY, inside, record",
			"OPENTELEMETRY, inside, batch", "BRAVE, outside, record", "BRAVE, outside, batch", "BRAVE, inside, record",
			"BRAVE, inside, batch" })
	void eachRecordIsHandledOnceAndHasItsSpans(TracingLibrary library, String place, String style,
			CapturedOutput output) {
		String topic = "traced-" + library.name().toLowerCase(Locale.ROOT) + "-" + place + "-" + style;
		this.broker.createTopic(topic, PARTITIONS);
		send(topic);
		String[] properties = { "topic=" + topic, "library=" + library, "place=" + place, "style=" + style };
		Run plain = run(topic, topic + "-plain", false, properties);
		assertThat(plain.handled()).hasSize(RECORDS);
		assertThat(plain.spans()).hasSize(RECORDS * library.spansOfARecord);
		Run managed = run(topic, topic + "-managed", true, properties);
		assertThat(managed.handled()).isEqualTo(plain.handled());
		boolean polls = library == TracingLibrary.BRAVE && place.equals("outside") && style.equals("record");
		assertThat((polls) ? managed.withoutRepeatedPolls() : managed.spans()).isEqualTo(plain.spans());
		assertThat(output).doesNotContain("Error while stopping the container");
	}

	private Run run(String topic, String group, boolean enabled, String[] properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("group=" + group, "steady.kafka.enabled=" + enabled,
				"spring.kafka.consumer.auto-offset-reset=earliest", "spring.kafka.consumer.client-id=traced"));
		TracingLibrary.Traces traces;
		Handled handled;
		try (RunningApp app = RunningApp.start(TracedApplication.class, this.broker.servers(),
				all.toArray(String[]::new))) {
			traces = app.bean(TracingLibrary.Traces.class);
			handled = app.bean(Handled.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), group))
					.isEqualTo(Map.of(new TopicPartition(topic, 0), RECORDS_OF_A_PARTITION,
							new TopicPartition(topic, 1), RECORDS_OF_A_PARTITION)));
			if (enabled) {
				ListenerWork work = app.bean(RecordDelivery.class)
					.work(app.bean(ListenerContainers.class).all().get(0))
					.get();
				// The redo window is there.
				assertThat(work.commits().get("success")).isGreaterThan(4);
			}
		}
		return new Run(handled.inOrderOfPartitions(),
				traces.spans().map((span) -> span.replace(group, "group")).sorted().toList());
	}

	/**
	 * Send records that are part of a trace each.
	 */
	private void send(String topic) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (int i = 0; i < RECORDS; i++) {
				String span = "%032x-00000000000000aa".formatted(i + 1);
				ProducerRecord<String, String> record = new ProducerRecord<>(topic, i % PARTITIONS, "key", "value");
				record.headers().add("traceparent", ("00-" + span + "-01").getBytes(StandardCharsets.UTF_8));
				record.headers().add("b3", (span + "-1").getBytes(StandardCharsets.UTF_8));
				producer.send(record);
			}
		}
	}

	private record Run(List<String> handled, List<String> spans) {

		/**
		 * A machine that is slow for a moment ends a batch early. Its rest is returned by
		 * the next poll, and Brave makes a span for each record of each poll.
		 */
		List<String> withoutRepeatedPolls() {
			Set<String> polls = new HashSet<>();
			return this.spans.stream().filter((span) -> !span.contains(" poll ") || polls.add(span)).toList();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(WorkApplication.class)
	static class TracedApplication {

		@Bean
		TracingLibrary.Traces traces(Environment environment) {
			return environment.getRequiredProperty("library", TracingLibrary.class).create();
		}

		@Bean
		Handled handled(Worker worker, TracingLibrary.Traces traces) {
			Handled handled = new Handled(traces);
			worker.does((record, consumer) -> handled.handle(record));
			return handled;
		}

		@Bean
		@ConditionalOnProperty(name = "place", havingValue = "inside")
		DefaultKafkaConsumerFactoryCustomizer tracing(TracingLibrary.Traces traces) {
			return (factory) -> addPostProcessor(factory, traces);
		}

		private static <K, V> void addPostProcessor(DefaultKafkaConsumerFactory<K, V> factory,
				TracingLibrary.Traces traces) {
			factory.addPostProcessor(traces::around);
		}

		@Bean
		@ConditionalOnProperty(name = "place", havingValue = "outside")
		ConsumerFactory<?, ?> consumerFactory(KafkaProperties properties, TracingLibrary.Traces traces) {
			return new DefaultKafkaConsumerFactory<String, String>(properties.buildConsumerProperties()) {

				@Override
				protected Consumer<String, String> createKafkaConsumer(String groupId, String clientIdPrefix,
						String clientIdSuffix, Properties more) {
					return traces.around(super.createKafkaConsumer(groupId, clientIdPrefix, clientIdSuffix, more));
				}

			};
		}

	}

	/**
	 * Which records were handled, and in which traces.
	 */
	static class Handled {

		private final List<String> records = new CopyOnWriteArrayList<>();

		private final TracingLibrary.Traces library;

		Handled(TracingLibrary.Traces library) {
			this.library = library;
		}

		void handle(ConsumerRecord<?, ?> record) {
			this.records.add(record.partition() + "-" + record.offset() + " in " + this.library.handling(record));
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}

		List<String> inOrderOfPartitions() {
			return this.records.stream().sorted(Comparator.comparingInt((text) -> text.charAt(0))).toList();
		}

	}

}
