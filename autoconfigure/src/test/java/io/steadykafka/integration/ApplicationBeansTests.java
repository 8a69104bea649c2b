package io.steadykafka.integration;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the application's error handler, rebalance listener, interceptor and
 * customizer are called with the starter as they are without it.
 */
class ApplicationBeansTests {

	private static final String[] CALLS = { "customizer", "assigned [own-beans-orders-0]", "interceptor value",
			"recovered value", "revoked before commit [own-beans-orders-0]",
			"revoked after commit [own-beans-orders-0]" };

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void ownBeansAreCalled(boolean steady) {
		if (!steady) {
			this.broker.createTopic("own-beans-orders", 1);
			this.broker.send("own-beans-orders", 1, 1);
		}
		try (RunningApp app = RunningApp.start(Application.class, this.broker.servers(),
				"steady.kafka.enabled=" + steady, "group=own-beans-" + steady,
				"spring.kafka.consumer.auto-offset-reset=earliest")) {
			Calls calls = app.bean(Calls.class);
			Awaitility.await().untilAsserted(() -> assertThat(calls.all).contains("recovered value"));
			app.bean(KafkaListenerEndpointRegistry.class).stop();
			Awaitility.await().untilAsserted(() -> assertThat(calls.all).containsExactly(CALLS));
		}
	}

	/**
	 * Remembers who was called.
	 */
	static final class Calls {

		private final List<String> all = new CopyOnWriteArrayList<>();

		void add(String call) {
			this.all.add(call);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static Calls calls() {
			return new Calls();
		}

		@Bean
		static CommonErrorHandler ownErrorHandler(Calls calls) {
			return new DefaultErrorHandler((failed, failure) -> calls.add("recovered " + failed.value()),
					new FixedBackOff(0, 0));
		}

		@Bean
		static RecordInterceptor<Object, Object> ownInterceptor(Calls calls) {
			return new RecordInterceptor<>() {

				@Override
				public ConsumerRecord<Object, Object> intercept(ConsumerRecord<Object, Object> order,
						Consumer<Object, Object> consumer) {
					calls.add("interceptor " + order.value());
					return order;
				}

			};
		}

		@Bean
		static ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> ownCustomizer(
				Calls calls) {
			return (container) -> calls.add("customizer");
		}

		@Bean
		static ConsumerAwareRebalanceListener ownRebalanceListener(Calls calls) {
			return new ConsumerAwareRebalanceListener() {

				@Override
				public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
					calls.add("assigned " + partitions);
				}

				@Override
				public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer,
						Collection<TopicPartition> partitions) {
					calls.add("revoked before commit " + partitions);
				}

				@Override
				public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer,
						Collection<TopicPartition> partitions) {
					calls.add("revoked after commit " + partitions);
				}

			};
		}

		@KafkaListener(id = "orders", topics = "own-beans-orders", groupId = "${group}")
		void fail(String order) {
			throw new IllegalStateException("expected by the test");
		}

	}

}
