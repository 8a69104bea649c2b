package io.steadykafka.failure.internal;

import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.failure.FailingApplications.Batches;
import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.failure.FailingTopic;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.RecordInterceptor;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts as processed, failed and redelivered, where a container is done with
 * records that its listener was not called for or did not finish.
 */
class FailureCountsTests {

	@Test
	void recordsThatAnInterceptorKeptFromTheListenerWereNotProcessed() {
		FailingTopic topic = FailingTopic.create("counted-interceptor", 1);
		topic.send(0, 500);
		try (RunningApp app = topic.start(Intercepted.class)) {
			verify(app, topic, 500, 500, 0, 0);
		}
	}

	@Test
	void recordsBeforeTheOneThatABatchListenerNamesWereProcessed() {
		FailingTopic topic = FailingTopic.create("counted-naming", 1);
		topic.send(0, 100);
		try (RunningApp app = topic.start(Batches.class, "bad=0@60", "naming=true", "times=1")) {
			verify(app, topic, 100, 100, 1, 0);
		}
	}

	@Test
	void aRecordWhoseTransactionFailedWasProcessedTwice() {
		FailingTopic topic = FailingTopic.create("counted-tx", 1);
		topic.send(0, 50);
		try (RunningApp app = topic.start(FailingTransaction.class,
				"spring.kafka.producer.transaction-id-prefix=counted-tx-")) {
			verify(app, topic, 50, 51, 0, 1);
		}
	}

	@Test
	void aListenerThatSeeksToTheNextRecordProcessesAllTheSame() {
		FailingTopic topic = FailingTopic.create("counted-seek", 1);
		topic.send(0, 100);
		try (RunningApp app = topic.start(WorkApplication.class, "group=counted-seek",
				"spring.kafka.listener.auto-startup=false")) {
			TopicPartition partition = new TopicPartition(topic.name(), 0);
			app.bean(Worker.class).does((record, consumer) -> consumer.seek(partition, record.offset() + 1));
			app.start("orders");
			verify(app, topic, 100, 100, 0, 0);
		}
	}

	@Test
	void recordsThatTheListenerCommitsItselfAreNotInFlight() {
		FailingTopic topic = FailingTopic.create("counted-own", 1);
		for (int i = 0; i < 100; i++) {
			topic.send("key", "silent");
		}
		try (RunningApp app = topic.start(WorkApplication.class, "group=counted-own", "style=manual",
				"spring.kafka.listener.ack-mode=manual", "spring.kafka.listener.auto-startup=false")) {
			app.bean(Worker.class).does((record, consumer) -> {
				if (record.offset() % 10 == 9) {
					consumer.commitSync();
				}
			});
			app.start("orders");
			verify(app, topic, 100, 100, 0, 0);
			String tags = "{group=\"counted-own\",listener=\"orders\"}";
			assertThat(app.scrape()).containsEntry("steady_kafka_records_passed_over_total" + tags, 0.0);
			assertThat(app.scrape().get("steady_kafka_records_in_flight" + tags)).isLessThanOrEqualTo(1);
		}
	}

	private static void verify(RunningApp app, FailingTopic topic, int committed, double processed, double failed,
			double redelivered) {
		FailingTopic.await().untilAsserted(() -> assertThat(topic.committed(0)).isGreaterThanOrEqualTo(committed));
		String tags = "_total{group=\"" + topic.name() + "\",listener=\"orders\"}";
		FailingTopic.await()
			.untilAsserted(
					() -> assertThat(app.scrape()).containsEntry("steady_kafka_records_processed" + tags, processed)
						.containsEntry("steady_kafka_records_failed" + tags, failed)
						.containsEntry("steady_kafka_records_redelivered" + tags, redelivered));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Records.class)
	static class Intercepted {

		@Bean
		static RecordInterceptor<Object, Object> failing() {
			AtomicInteger left = new AtomicInteger(1);
			return (record, consumer) -> {
				if (record.offset() == 130 && left.getAndDecrement() > 0) {
					throw new IllegalStateException("expected by the test");
				}
				return record;
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Records.class)
	static class FailingTransaction {

		@Bean
		static KafkaTransactionManager<Object, Object> kafkaTransactionManager(
				ProducerFactory<Object, Object> factory) {
			AtomicInteger commits = new AtomicInteger();
			KafkaTransactionManager<Object, Object> manager = new KafkaTransactionManager<>(factory) {

				@Override
				protected void doCommit(DefaultTransactionStatus status) {
					if (commits.incrementAndGet() == 20) {
						throw new TimeoutException("expected by the test");
					}
					super.doCommit(status);
				}

			};
			manager.setRollbackOnCommitFailure(true);
			return manager;
		}

	}

}
