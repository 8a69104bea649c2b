package io.steadykafka.failure.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.startup.ListenerReport;
import io.steadykafka.startup.StartupReport;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners of one application with settings of their own, with a real broker.
 */
class OwnSettingsTests {

	@Test
	void oneListenerDeadLettersAndAnotherBlocks() {
		FailingTopic topic = FailingTopic.create("own-settings", 1);
		Broker.shared().createTopic("own-settings-letters", 1);
		topic.send(0, 10);
		try (RunningApp app = topic.start(Application.class,
				"steady.kafka.listeners.lettering.failure.on-exhausted=dead-letter",
				"steady.kafka.listeners.lettering.failure.dead-letter-suffix=-letters",
				"steady.kafka.listeners.lettering.failure.backoff.max-attempts=1",
				"steady.kafka.listeners.lettering.delivery.redo-window=1s")) {
			ConsumerRecord<byte[], byte[]> letter = FailingTopic.read("own-settings-letters", 1).get(0);
			assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("value-4");
			FailingTopic.await()
				.untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list()).singleElement()
					.returns("blocking", FailedRecord::listener)
					.returns(3, (record) -> record.failure().attempts())
					.returns(State.BLOCKED, (record) -> record.failure().state()));
			assertThat(settings(app, "lettering")).contains(
					new Setting("settings of its own", "delivery, failure", Origin.YOURS,
							"by steady.kafka.listeners.lettering"),
					new Setting("redo window", "1000 ms", Origin.STEADY_KAFKA, ""));
			assertThat(settings(app, "blocking")).contains(
					new Setting("redo window", "100 ms", Origin.STEADY_KAFKA, ""),
					new Setting("failure handling", "block after 3 attempts", Origin.STEADY_KAFKA, ""));
		}
	}

	private static List<Setting> settings(RunningApp app, String listener) {
		return app.bean(StartupReport.class)
			.listeners()
			.stream()
			.filter((report) -> report.listener().equals(listener))
			.map(ListenerReport::settings)
			.findFirst()
			.orElseThrow();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static Handler handler() {
			return new Handler();
		}

	}

	static final class Handler {

		@KafkaListener(id = "lettering", topics = "${topic}", groupId = "own-settings-lettering")
		void letters(ConsumerRecord<String, String> order) {
			failOn(order);
		}

		@KafkaListener(id = "blocking", topics = "${topic}", groupId = "own-settings-blocking")
		void blocks(ConsumerRecord<String, String> order) {
			failOn(order);
		}

		private static void failOn(ConsumerRecord<String, String> order) {
			if (order.offset() == 4) {
				throw new IllegalStateException("expected by the test");
			}
		}

	}

}
