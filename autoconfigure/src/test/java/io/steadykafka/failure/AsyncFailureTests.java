package io.steadykafka.failure;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that a listener fails on after it returned, with a real broker. Spring Kafka
 * has acknowledged them by then.
 */
class AsyncFailureTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aRecordThatSucceedsInALaterAttemptIsFollowedByTheOthers(boolean atOnce) {
		FailingTopic topic = FailingTopic.create("async-twice-" + atOnce, 1);
		topic.send(0, 20);
		try (RunningApp app = topic.start(Application.class, "bad=0@4", "times=2", "atOnce=" + atOnce)) {
			Script script = app.bean(Script.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(script.processed())
					.containsAll(IntStream.range(0, 20).mapToObj((i) -> "0@" + i).toList()));
			topic.send(0, 20);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(40));
			FailingTopic.await().untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list()).isEmpty());
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aRecordThatUsedUpItsAttemptsIsNotCommitted(boolean atOnce) {
		FailingTopic topic = FailingTopic.create("async-block-" + atOnce, 2);
		topic.send(0, 20);
		topic.send(1, 20);
		try (RunningApp app = topic.start(Application.class, "bad=0@4", "atOnce=" + atOnce)) {
			BlockedRecords records = app.bean(BlockedRecords.class);
			FailingTopic.await()
				.untilAsserted(() -> assertThat(records.list()).singleElement()
					.extracting((record) -> record.failure().state())
					.isEqualTo(State.BLOCKED));
			assertThat(records.list().get(0).failure().attempts()).isGreaterThanOrEqualTo(3);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(1)).isEqualTo(20));
		}
		assertThat(topic.committed(0)).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aDeadLetterIsPassed(boolean atOnce) {
		FailingTopic topic = FailingTopic.create("async-letters-" + atOnce, 1);
		Broker.shared().createTopic(topic.name() + "-dlt", 1);
		topic.send(0, 20);
		try (RunningApp app = topic.start(Application.class, "bad=0@4,0@19", "atOnce=" + atOnce,
				"steady.kafka.failure.on-exhausted=dead-letter")) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(20));
			assertThat(FailingTopic.read(topic.name() + "-dlt", 2)).hasSizeGreaterThanOrEqualTo(2);
			assertThat(app.bean(Script.class).processed()).contains("0@18");
		}
	}

	@Test
	void aThreadThatIsInterruptedLosesNeitherAnAcknowledgementNorAFailure() {
		FailingTopic topic = FailingTopic.create("async-interrupted", 1);
		topic.send(0, 20);
		try (RunningApp app = topic.start(Interrupted.class, "bad=0@4", "times=2")) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(20));
			assertThat(app.bean(Script.class).processed()).contains("0@4");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Interrupted {

		@Bean
		static InterruptedHandler handler(Script script) {
			return new InterruptedHandler(script);
		}

	}

	/**
	 * Handles records on threads that somebody interrupts.
	 */
	static final class InterruptedHandler {

		private final Script script;

		InterruptedHandler(Script script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		CompletableFuture<Void> handle(ConsumerRecord<?, ?> order) {
			return CompletableFuture.runAsync(() -> {
				Thread.currentThread().interrupt();
				this.script.handle(order);
			}, (task) -> new Thread(task).start());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Application {

		@Bean
		static Handler handler(Script script, Environment environment) {
			return new Handler(script, environment.getRequiredProperty("atOnce", Boolean.class));
		}

	}

	/**
	 * Handles records on another thread, or fails before it gets there.
	 */
	static final class Handler {

		private final Script script;

		private final boolean atOnce;

		Handler(Script script, boolean atOnce) {
			this.script = script;
			this.atOnce = atOnce;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
		CompletableFuture<Void> handle(ConsumerRecord<?, ?> order) {
			if (this.atOnce) {
				this.script.handle(order);
				return CompletableFuture.completedFuture(null);
			}
			return CompletableFuture.runAsync(() -> this.script.handle(order));
		}

	}

}
