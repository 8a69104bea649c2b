package io.steadykafka.failure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commit of what a batch listener processed before it failed, when that commit fails.
 */
class BatchCommitTests {

	@Test
	void itIsMadeLaterAndTheFailureCounts() {
		FailingTopic topic = FailingTopic.create("batch-commit", 1);
		topic.send(0, 20);
		try (RunningApp app = topic.start(Application.class, "steady.kafka.failure.backoff.max-attempts=3")) {
			FailingTopic.await()
				.untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list()).singleElement()
					.returns(State.BLOCKED, (record) -> record.failure().state())
					.returns(3, (record) -> record.failure().attempts()));
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isEqualTo(5));
			assertThat(app.bean(Listener.class).refused()).hasPositiveValue();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		static Listener listener() {
			return new Listener(new AtomicInteger());
		}

		@Bean
		static DefaultKafkaConsumerFactoryCustomizer wrapsConsumers(Listener listener) {
			return (factory) -> factory.addPostProcessor(listener::refusing);
		}

	}

	/**
	 * Fails on the record at offset 5. The commit of what came before it in its batch is
	 * refused.
	 *
	 * @param refused how many commits were refused
	 */
	record Listener(AtomicInteger refused) {

		@KafkaListener(id = "orders", topics = "${topic}", groupId = "${topic}", batch = "true")
		void handle(List<ConsumerRecord<String, String>> records) {
			records.stream().filter((record) -> record.offset() == 5).findFirst().ifPresent((record) -> {
				throw new BatchListenerFailedException("expected by the test", record);
			});
		}

		@SuppressWarnings("unchecked")
		<K, V> Consumer<K, V> refusing(Consumer<K, V> consumer) {
			return (Consumer<K, V>) Proxy.newProxyInstance(Listener.class.getClassLoader(),
					new Class<?>[] { Consumer.class }, (proxy, method, arguments) -> {
						if (method.getName().equals("commitSync") && arguments != null
								&& String.valueOf(arguments[0]).contains("offset=5,")
								&& this.refused.getAndIncrement() == 0) {
							throw new RebalanceInProgressException("expected by the test");
						}
						try {
							return method.invoke(consumer, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
