package io.steadykafka.failure;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Transactions that can't be committed, though the listener did all it had to, with a
 * real broker.
 */
class FailedTransactionTests {

	@Test
	void aTransactionThatFailsIsNoRecordsFailure() {
		FailingTopic topic = FailingTopic.create("failed-tx", 1);
		topic.send(0, 10);
		try (RunningApp app = topic.start(Application.class, "spring.kafka.producer.transaction-id-prefix=failed-tx-",
				"steady.kafka.failure.on-exhausted=stop")) {
			Script script = app.bean(Script.class);
			FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isGreaterThanOrEqualTo(10));
			assertThat(app.bean(FailingManager.class).failures).hasValue(FailingManager.TIMES);
			assertThat(app.bean(BlockedRecords.class).list()).isEmpty();
			assertThat(script.attempts("0@0")).isEqualTo(FailingManager.TIMES + 1);
			assertThat(script.processed()).containsAll(IntStream.range(0, 10).mapToObj((i) -> "0@" + i).toList());
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Records.class)
	static class Application {

		@Bean
		static FailingManager kafkaTransactionManager(ProducerFactory<Object, Object> factory) {
			return new FailingManager(factory);
		}

	}

	/**
	 * Finds no coordinator for the first commits, more often than a record has attempts.
	 */
	static final class FailingManager extends KafkaTransactionManager<Object, Object> {

		static final int TIMES = 5;

		private final transient AtomicInteger failures = new AtomicInteger();

		FailingManager(ProducerFactory<Object, Object> factory) {
			super(factory);
			setRollbackOnCommitFailure(true);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			if (this.failures.get() < TIMES) {
				this.failures.incrementAndGet();
				throw new TimeoutException("expected by the test: no coordinator");
			}
			super.doCommit(status);
		}

	}

}
