package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.failure.Script;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Consumers that their factory makes without the post-processors that it took, with a
 * real broker.
 */
class FallbackBackOffTests {

	@Test
	void aFailedRecordIsNotTriedInAHotLoop() {
		FailingTopic topic = FailingTopic.create("unpaced-consumer", 1);
		topic.send(0, 5);
		try (RunningApp app = topic.start(Application.class, "bad=0@2")) {
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(script.attempts("0@2")).isGreaterThanOrEqualTo(2));
			int before = script.attempts("0@2");
			Awaitility.await()
				.pollDelay(Duration.ofSeconds(2))
				.untilAsserted(() -> assertThat(script.attempts("0@2") - before).isBetween(1, 20));
			assertThat(script.processed()).containsExactly("0@0", "0@1");
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(script.processed(0)).hasSize(5));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Records.class)
	static class Application {

		@Bean
		static ConsumerFactory<Object, Object> kafkaConsumerFactory(KafkaProperties properties) {
			return new DefaultKafkaConsumerFactory<>(properties.buildConsumerProperties()) {

				@Override
				protected Consumer<Object, Object> createKafkaConsumer(Map<String, Object> config) {
					return new KafkaConsumer<>(config);
				}

			};
		}

	}

}
