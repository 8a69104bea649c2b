package io.steadykafka.integration.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a topic that is deleted while its records are in flight, in a listener that reads
 * other topics too.
 */
@ExtendWith(OutputCaptureExtension.class)
class DeletedTopicTests {

	private static final int RECORDS = 20;

	private final Broker broker = Broker.shared();

	@ParameterizedTest
	@CsvSource({ "classic,sync", "classic,async", "consumer,sync" })
	void theOtherTopicGoesOnAndTheCommitIsDropped(String protocol, String mode, CapturedOutput output)
			throws Exception {
		String name = "deleted-" + protocol + "-" + mode;
		String doomed = name + "-doomed";
		String staying = name + "-staying";
		this.broker.createTopic(doomed, 1);
		this.broker.createTopic(staying, 1);
		try (RunningApp app = RunningApp.start(PatternApplication.class, this.broker.servers(), "name=" + name,
				"spring.kafka.consumer.properties.group.protocol=" + protocol,
				"steady.kafka.delivery.commit-mode=" + mode)) {
			Handler handler = app.bean(Handler.class);
			this.broker.send(doomed, 1, RECORDS);
			assertThat(handler.inHand.await(30, TimeUnit.SECONDS)).isTrue();
			try (Admin admin = this.broker.admin()) {
				admin.deleteTopics(List.of(doomed)).all().get();
			}
			handler.deleted.countDown();
			this.broker.send(staying, 1, RECORDS);
			// Without the starter it takes a minute.
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), name))
					.containsEntry(new TopicPartition(staying, 0), (long) RECORDS));
			assertThat(handler.stayed).hasValue(RECORDS);
			if ("sync".equals(mode)) {
				assertThat(output).containsOnlyOnce("The brokers don't have these partitions any more");
				assertThat(app.scrape()
					.get("steady_kafka_commits_total{group=\"" + name + "\",listener=\"orders\",result=\"lost\"}"))
					.isPositive();
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PatternApplication {

		@Bean
		static Handler handler() {
			return new Handler();
		}

	}

	static class Handler {

		final CountDownLatch inHand = new CountDownLatch(1);

		final CountDownLatch deleted = new CountDownLatch(1);

		final AtomicInteger stayed = new AtomicInteger();

		@KafkaListener(id = "orders", topicPattern = "${name}-(doomed|staying)", groupId = "${name}")
		void handle(ConsumerRecord<String, String> record) throws InterruptedException {
			if (record.topic().endsWith("doomed")) {
				this.inHand.countDown();
				this.deleted.await();
			}
			else {
				this.stayed.incrementAndGet();
			}
		}

	}

}
