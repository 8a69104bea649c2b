package io.steadykafka.integration.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.support.micrometer.KafkaRecordReceiverContext;
import org.springframework.kafka.support.micrometer.KafkaRecordSenderContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that observations are the same with the starter as without: one for each record
 * and attempt, with its error, current in the listener, and a child of the producer's
 * span in the record's headers.
 */
class ObservationTests {

	private static final String TRACE = "traceparent";

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(strings = { "record", "future", "mono", "batch" })
	void observationsAreThoseOfPlainSpringKafka(String style) {
		int attempts = (style.equals("batch")) ? 0 : 2;
		List<String> without = observed("observed-plain-" + style, attempts, "style=" + style,
				"steady.kafka.enabled=false");
		assertThat(without).filteredOn((line) -> line.startsWith("received 2")).hasSize(1 + attempts);
		assertThat(without).filteredOn((line) -> line.contains("IllegalStateException")).hasSize(attempts);
		assertThat(observed("observed-" + style, attempts, "style=" + style)).isEqualTo(without);
	}

	@Test
	void eachAttemptOfABlockedRecordIsObserved() {
		List<String> lines = observed("observed-blocked", 6, "style=record",
				"steady.kafka.failure.backoff.max-attempts=2");
		assertThat(lines).filteredOn((line) -> line.startsWith("received 2 trace-2 ") && line.contains("error=java"))
			.hasSize(6);
		assertThat(lines).filteredOn((line) -> line.startsWith("received 2")).hasSize(7);
	}

	@Test
	void aDeadLetterKeepsTheTraceOfItsRecordAndIsNoSendOfTheApplications() {
		this.broker.createTopic("observed-letters-dlt", 1);
		List<String> lines = observed("observed-letters", 1, "style=record",
				"steady.kafka.failure.backoff.max-attempts=1", "steady.kafka.failure.on-exhausted=dead-letter");
		assertThat(lines).filteredOn((line) -> line.startsWith("received 2"))
			.singleElement()
			.asString()
			.contains("error=java.lang.IllegalStateException");
		assertThat(lines).filteredOn((line) -> line.startsWith("sent")).hasSize(3);
		ConsumerRecord<String, String> letter = first("observed-letters-dlt");
		assertThat(letter.headers().headers(TRACE)).singleElement()
			.extracting((header) -> new String(header.value(), StandardCharsets.UTF_8))
			.isEqualTo("trace-2");
	}

	/**
	 * Run an application that is sent three records.
	 * @param failures how often it fails on the last of them
	 * @return what was observed, sorted
	 */
	private List<String> observed(String topic, int failures, String... properties) {
		this.broker.createTopic(topic, 1);
		List<String> all = new ArrayList<>(List.of("topic=" + topic, "failures=" + failures,
				"spring.kafka.listener.observation-enabled=true", "spring.kafka.template.observation-enabled=true",
				"spring.kafka.consumer.auto-offset-reset=earliest",
				"steady.kafka.failure.backoff.initial-interval=50ms",
				"steady.kafka.failure.backoff.max-interval=50ms"));
		all.addAll(List.of(properties));
		boolean isDeadLettered = all.contains("steady.kafka.failure.on-exhausted=dead-letter");
		int expected = 3 + failures - ((isDeadLettered) ? 1 : 0);
		Seen seen;
		try (RunningApp app = RunningApp.start(Observed.class, this.broker.servers(), all.toArray(String[]::new))) {
			seen = app.bean(Seen.class);
			@SuppressWarnings("unchecked")
			KafkaTemplate<String, String> template = app.bean(KafkaTemplate.class);
			for (int i = 0; i < 3; i++) {
				template.send(topic, String.valueOf(i)).join();
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> seen.lines.stream().filter((line) -> line.startsWith("received")).count() >= expected);
			if (isDeadLettered) {
				first(topic + "-dlt");
			}
		}
		assertThat(seen.started).as("each is stopped once").hasValue(seen.stopped.get());
		assertThat(seen.lines).as("each is current in its listener").doesNotContain("handled outside of it");
		return seen.lines.stream().sorted().toList();
	}

	private ConsumerRecord<String, String> first(String topic) {
		Properties config = new Properties();
		config.put("bootstrap.servers", this.broker.servers());
		try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(config, new StringDeserializer(),
				new StringDeserializer())) {
			TopicPartition partition = new TopicPartition(topic, 0);
			reader.assign(List.of(partition));
			reader.seekToBeginning(List.of(partition));
			return Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.pollInSameThread()
				.until(() -> reader.poll(Duration.ofMillis(100)), (records) -> !records.isEmpty())
				.iterator()
				.next();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Observed {

		@Bean
		static Seen seen() {
			return new Seen();
		}

		@Bean
		@ConditionalOnProperty(name = "style", havingValue = "record")
		static RecordHandler recordHandler(Work work) {
			return new RecordHandler(work);
		}

		@Bean
		@ConditionalOnProperty(name = "style", havingValue = "future")
		static FutureHandler futureHandler(Work work) {
			return new FutureHandler(work);
		}

		@Bean
		@ConditionalOnProperty(name = "style", havingValue = "mono")
		static MonoHandler monoHandler(Work work) {
			return new MonoHandler(work);
		}

		@Bean
		@ConditionalOnProperty(name = "style", havingValue = "batch")
		static BatchHandler batchHandler() {
			return new BatchHandler();
		}

		@Bean
		@ConditionalOnProperty(name = "style", havingValue = "batch")
		static ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> inBatches() {
			return (container) -> container.getContainerProperties().setRecordObservationsInBatch(true);
		}

		@Bean
		static Work work(Seen seen, ObservationRegistry registry, @Value("${failures}") int failures) {
			return new Work(seen, registry, new AtomicInteger(failures));
		}

	}

	/**
	 * What listeners do with a record.
	 *
	 * @param seen is told in which observation they are
	 * @param registry knows
	 * @param failures how often the last record is still to fail
	 */
	record Work(Seen seen, ObservationRegistry registry, AtomicInteger failures) {

		boolean fails(ConsumerRecord<?, ?> record) {
			Observation current = this.registry.getCurrentObservation();
			this.seen.lines.add((current != null && current.getContext() instanceof KafkaRecordReceiverContext receiver
					&& receiver.getRecord().equals(record)) ? "handled within it" : "handled outside of it");
			return "2".equals(record.value()) && this.failures.getAndDecrement() > 0;
		}

		CompletableFuture<Void> later(ConsumerRecord<?, ?> record) {
			boolean fails = fails(record);
			return CompletableFuture.runAsync(() -> {
				if (fails) {
					throw new IllegalStateException("later");
				}
			});
		}

	}

	record RecordHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		void handle(ConsumerRecord<String, String> record) {
			if (this.work.fails(record)) {
				throw new IllegalStateException("at once");
			}
		}

	}

	record FutureHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		CompletableFuture<Void> handle(ConsumerRecord<String, String> record) {
			return this.work.later(record);
		}

	}

	record MonoHandler(Work work) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		Mono<Void> handle(ConsumerRecord<String, String> record) {
			return Mono.fromFuture(this.work.later(record));
		}

	}

	record BatchHandler() {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
		void handle(List<ConsumerRecord<String, String>> records) {
		}

	}

	/**
	 * Sees observations, and carries a trace from producers to listeners as a tracer
	 * does.
	 */
	static final class Seen implements ObservationHandler<Observation.Context> {

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private final AtomicInteger started = new AtomicInteger();

		private final AtomicInteger stopped = new AtomicInteger();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof KafkaRecordReceiverContext || context instanceof KafkaRecordSenderContext;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.started.incrementAndGet();
			if (context instanceof KafkaRecordSenderContext sender) {
				sender.getSetter().set(sender.getCarrier(), TRACE, "trace-" + sender.getRecord().value());
			}
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.incrementAndGet();
			Throwable error = context.getError();
			String end = "error=" + ((error != null) ? error.getClass().getName() : "none") + " parent="
					+ context.getParentObservation() + " " + context.getName() + " "
					+ context.getAllKeyValues().stream().map(KeyValue::getKey).sorted().toList();
			if (context instanceof KafkaRecordReceiverContext receiver) {
				this.lines.add("received " + receiver.getRecord().value() + " "
						+ receiver.getGetter().get(receiver.getCarrier(), TRACE) + " " + end);
			}
			else if (context instanceof KafkaRecordSenderContext sender) {
				this.lines.add("sent " + sender.getRecord().value() + " " + end);
			}
		}

	}

}
