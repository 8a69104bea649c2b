package io.steadykafka.failure;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.KafkaListenerErrorHandler;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous listeners with an error handler of their own, with a real broker.
 */
@ExtendWith(OutputCaptureExtension.class)
class AsyncErrorHandlerTests {

	@ParameterizedTest
	@ValueSource(strings = { "VALUE", "FUTURE", "ACKNOWLEDGE" })
	void whatTheErrorHandlerMakesUpForIsProcessed(String remedy, CapturedOutput output) {
		FailingTopic topic = FailingTopic.create("async-handler-" + remedy, 1);
		topic.send(0, 40);
		try (RunningApp app = topic.start(Application.class, "bad=0@4,0@39", "remedy=" + remedy)) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(40));
			assertThat(app.bean(Script.class).attempts("0@4")).isEqualTo(1);
			assertThat(app.bean(Script.class).processed()).hasSize(38);
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
			assertThat(output).doesNotContain("Record " + topic.name() + "-0@4 was acknowledged as one that failed");
		}
	}

	@Test
	void whatTheErrorHandlerFailsOnIsTriedAgain() {
		FailingTopic topic = FailingTopic.create("async-handler-throws", 1);
		topic.send(0, 40);
		try (RunningApp app = topic.start(Application.class, "bad=0@4", "remedy=THROW")) {
			Script script = app.bean(Script.class);
			FailingTopic.await().until(() -> script.attempts("0@4") > 3);
			assertThat(topic.committed(0)).isEqualTo(4);
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(40));
		}
	}

	@Test
	void aFailureThatSpringKafkaTellsNobodyOfHoldsCommitsUpForAWhileOnly(CapturedOutput output) {
		FailingTopic topic = FailingTopic.create("async-handler-error", 1);
		topic.send(0, 40);
		try (RunningApp app = topic.start(Application.class, "bad=0@4", "remedy=ERROR")) {
			FailingTopic.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(40));
			assertThat(app.bean(Script.class).processed()).hasSize(39);
			assertThat(output).contains("Record async-handler-error-0@4 was acknowledged as one that failed");
		}
	}

	/**
	 * What the error handler does about a failure.
	 */
	enum Remedy {

		VALUE, FUTURE, ACKNOWLEDGE, THROW, ERROR

	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Application {

		@Bean
		static FutureHandler handler(Script script) {
			return new FutureHandler(script);
		}

		@Bean
		static KafkaListenerErrorHandler errors(Environment environment) {
			return new Errors(environment.getRequiredProperty("remedy", Remedy.class));
		}

	}

	static final class FutureHandler {

		private final Script script;

		FutureHandler(Script script) {
			this.script = script;
		}

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", errorHandler = "errors")
		CompletableFuture<String> handle(ConsumerRecord<?, ?> order) {
			return CompletableFuture.supplyAsync(() -> {
				this.script.handle(order);
				return "handled";
			});
		}

	}

	static final class Errors implements KafkaListenerErrorHandler {

		private final Remedy remedy;

		Errors(Remedy remedy) {
			this.remedy = remedy;
		}

		@Override
		public Object handleError(Message<?> message, ListenerExecutionFailedException exception) {
			throw new IllegalStateException("the other method is called");
		}

		@Override
		public @Nullable Object handleError(Message<?> message, ListenerExecutionFailedException exception,
				@Nullable Consumer<?, ?> consumer, @Nullable Acknowledgment acknowledgment) {
			return switch (this.remedy) {
				case VALUE -> "made up for";
				case FUTURE -> CompletableFuture.completedFuture("made up for");
				case ACKNOWLEDGE -> {
					Objects.requireNonNull(acknowledgment).acknowledge();
					yield null;
				}
				case THROW -> throw exception;
				case ERROR -> throw new AssertionError("expected by the test");
			};
		}

	}

}
