package io.steadykafka.integration.failure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.RecordInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests records that fail outside the listener: after they were acknowledged, and before
 * the listener is called.
 */
class FailureOutsideListenerTests {

	private final Broker broker = Broker.shared();

	@Test
	void aRecordThatFailsWhileItsListenerStopsIsNotCommitted() {
		send("late-stop", 3);
		try (RunningApp app = start(WorkApplication.class, "late-stop", "style=async")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await().until(() -> worker.unfinished().size() == 3);
			worker.unfinished().get(0).complete(null);
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			MessageListenerContainer container = container(app);
			container.stop(() -> stopped.complete(null));
			worker.unfinished().get(1).completeExceptionally(new IllegalStateException("expected by the test"));
			worker.unfinished().stream().skip(2).forEach((future) -> future.complete(null));
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(stopped::isDone);
			assertThat(committed("late-stop")).isEqualTo(1);
		}
	}

	@Test
	void nothingIsCommittedBeyondARecordThatFailedUntilItIsProcessed() {
		send("late-bound", 4);
		try (RunningApp app = start(WorkApplication.class, "late-bound", "style=async",
				"steady.kafka.failure.backoff.initial-interval=100ms")) {
			Worker worker = app.bean(Worker.class);
			AtomicBoolean failed = new AtomicBoolean();
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
				finish(worker, failed);
				return Long.valueOf(4).equals(committed("late-bound"));
			});
			assertThat(failed).isTrue();
			assertThat(worker.handled()).extracting(ConsumerRecord::offset).containsSubsequence(1L, 1L, 2L, 3L);
			assertThat(app.scrape())
				.containsEntry("steady_kafka_records_failed_total{group=\"late-bound\",listener=\"orders\"}", 1.0);
		}
	}

	private static void finish(Worker worker, AtomicBoolean failed) {
		// A record is unfinished a moment before it is handled.
		List<ConsumerRecord<String, String>> handled = worker.handled();
		List<CompletableFuture<Void>> unfinished = worker.unfinished();
		for (int i = 0; i < handled.size(); i++) {
			if (handled.get(i).offset() == 1 && failed.compareAndSet(false, true)) {
				unfinished.get(i).completeExceptionally(new IllegalStateException("expected by the test"));
			}
			unfinished.get(i).complete(null);
		}
	}

	@Test
	void aRecordWhoseInterceptorFailsInATransactionIsNotSkipped() {
		send("late-interceptor", 10);
		try (RunningApp app = start(InterceptedApplication.class, "late-interceptor",
				"spring.kafka.producer.transaction-id-prefix=late-",
				"steady.kafka.failure.backoff.initial-interval=100ms")) {
			Worker worker = app.bean(Worker.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(committed("late-interceptor")).isEqualTo(10));
			assertThat(worker.handled().stream().map(ConsumerRecord::offset).toList())
				.isEqualTo(LongStream.range(0, 10).boxed().toList());
		}
	}

	private RunningApp start(Class<?> application, String name, String... properties) {
		String[] all = new String[properties.length + 2];
		System.arraycopy(properties, 0, all, 2, properties.length);
		all[0] = "topic=" + name;
		all[1] = "group=" + name;
		return RunningApp.start(application, this.broker.servers(), all);
	}

	private void send(String topic, int records) {
		this.broker.createTopic(topic, 1);
		this.broker.send(topic, 1, records);
	}

	private Long committed(String name) {
		return Offsets.committed(this.broker.servers(), name).get(new TopicPartition(name, 0));
	}

	private static MessageListenerContainer container(RunningApp app) {
		return app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class InterceptedApplication {

		@Bean
		RecordInterceptor<Object, Object> failingOnce() {
			AtomicBoolean thrown = new AtomicBoolean();
			return (ConsumerRecord<Object, Object> record, Consumer<Object, Object> consumer) -> {
				if (record.offset() == 4 && thrown.compareAndSet(false, true)) {
					throw new IllegalStateException("expected by the test");
				}
				return record;
			};
		}

	}

}
