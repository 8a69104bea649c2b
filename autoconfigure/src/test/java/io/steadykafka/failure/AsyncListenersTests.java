package io.steadykafka.failure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that finish records later in other ways than by a future, with a real broker.
 */
class AsyncListenersTests {

	@Test
	void nothingIsCommittedBeyondARecordWhosePublisherFails() {
		FailingTopic topic = FailingTopic.create("async-mono", 1);
		topic.send(0, 20);
		try (RunningApp app = topic.start(Reactive.class, "bad=0@4")) {
			Script script = app.bean(Script.class);
			FailingTopic.await().until(() -> script.attempts("0@4") > 3);
			assertThat(topic.committed(0)).isEqualTo(4);
			assertThat(app.bean(BlockedRecords.class).list()).extracting(FailedRecord::position)
				.containsExactly("async-mono-0@4");
			script.heal();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(20));
			assertThat(script.processed()).containsAll(IntStream.range(0, 20).mapToObj((i) -> "0@" + i).toList());
		}
	}

	@Test
	void acknowledgementsInAnyOrderCommitUpToTheFirstThatIsMissing() {
		FailingTopic topic = FailingTopic.create("async-acks", 1);
		topic.send(0, 3);
		try (RunningApp app = topic.start(OutOfOrder.class, "spring.kafka.listener.ack-mode=manual",
				"steady.kafka.delivery.redo-window=1h")) {
			Map<Long, Acknowledgment> open = app.bean(OutOfOrder.AckHandler.class).open;
			String tags = "{group=\"async-acks\",listener=\"orders\"}";
			// The first batch is one record: the container takes no more before it is
			// acknowledged.
			FailingTopic.await().until(() -> open.containsKey(0L));
			open.get(0L).acknowledge();
			FailingTopic.await().until(() -> open.size() == 3);
			open.get(2L).acknowledge();
			assertThat(app.scrape()).containsEntry("steady_kafka_records_in_flight" + tags, 1.0);
			Awaitility.await()
				.pollDelay(Duration.ofMillis(500))
				.untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(1));
			open.get(1L).acknowledge();
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(3));
			assertThat(app.scrape()).containsEntry("steady_kafka_records_passed_over_total" + tags, 0.0);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FailingApplications.Scripted.class)
	static class Reactive {

		@Bean
		static MonoHandler handler(Script script) {
			return new MonoHandler(script);
		}

		static final class MonoHandler {

			private final Script script;

			MonoHandler(Script script) {
				this.script = script;
			}

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
			Mono<Void> handle(ConsumerRecord<?, ?> order) {
				return Mono.<Void>fromRunnable(() -> this.script.handle(order))
					.subscribeOn(Schedulers.boundedElastic());
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OutOfOrder {

		@Bean
		static AckHandler handler() {
			return new AckHandler();
		}

		@Bean
		static ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> async() {
			return (container) -> container.getContainerProperties().setAsyncAcks(true);
		}

		static final class AckHandler {

			private final Map<Long, Acknowledgment> open = new ConcurrentHashMap<>();

			@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}")
			void handle(ConsumerRecord<?, ?> order, Acknowledgment acknowledgment) {
				this.open.put(order.offset(), acknowledgment);
			}

		}

	}

}
