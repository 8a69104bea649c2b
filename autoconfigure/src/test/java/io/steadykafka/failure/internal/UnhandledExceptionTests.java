package io.steadykafka.failure.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.failure.Script;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.event.ListenerContainerNoLongerIdleEvent;
import org.springframework.kafka.listener.BatchInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions of the application between the poll and the listener, where Spring Kafka
 * handles none and goes on with the next batch.
 */
class UnhandledExceptionTests {

	@Test
	void aBatchIsNotSkippedForAnEventListener() {
		FailingTopic topic = FailingTopic.create("unhandled-event", 1);
		topic.send(0, 5);
		try (RunningApp app = topic.start(Idle.class, "spring.kafka.listener.idle-event-interval=300ms",
				"spring.kafka.listener.poll-timeout=100ms")) {
			Idle idle = app.bean(Idle.class);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(5));
			FailingTopic.await().until(idle.began::get);
			topic.send(0, 20);
			FailingTopic.await().until(() -> idle.thrown.get() > 0);
			topic.send(0, 1);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(26));
			assertThat(app.bean(Script.class).processed()).containsExactlyElementsOf(positions(26));
		}
	}

	@Test
	void aBatchIsNotSkippedForAnInterceptorBeforeItsTransaction() {
		FailingTopic topic = FailingTopic.create("unhandled-interceptor", 1);
		topic.send(0, 50);
		try (RunningApp app = topic.start(Intercepted.class,
				"spring.kafka.producer.transaction-id-prefix=unhandled-interceptor-")) {
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isGreaterThanOrEqualTo(50));
			assertThat(app.bean(Script.class).processed()).containsExactlyElementsOf(positions(50));
		}
	}

	private static List<String> positions(int records) {
		return IntStream.range(0, records).mapToObj((i) -> "0@" + i).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Batches.class)
	static class Idle {

		private final AtomicBoolean began = new AtomicBoolean();

		private final AtomicInteger thrown = new AtomicInteger();

		@EventListener
		void on(ListenerContainerIdleEvent event) {
			this.began.set(true);
		}

		@EventListener
		void on(ListenerContainerNoLongerIdleEvent event) {
			if (this.thrown.getAndIncrement() == 0) {
				throw new IllegalStateException("expected by the test");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Batches.class)
	static class Intercepted {

		@Bean
		static BatchInterceptor<Object, Object> refusing() {
			AtomicInteger refusals = new AtomicInteger();
			return new BatchInterceptor<>() {

				@Override
				public ConsumerRecords<Object, Object> intercept(ConsumerRecords<Object, Object> records,
						Consumer<Object, Object> consumer) {
					if (records.iterator().next().offset() > 0 && refusals.getAndIncrement() == 0) {
						throw new IllegalStateException("expected by the test");
					}
					return records;
				}

			};
		}

	}

}
