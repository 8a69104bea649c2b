package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the lag on a compacted topic is a distance of offsets, as documented, and
 * that compacted records do not count as lost.
 */
class CompactedTopicTests {

	private static final TopicPartition PARTITION = new TopicPartition("compacted", 0);

	private static final String TAGS = "{group=\"compacted\",partition=\"0\",topic=\"compacted\"}";

	private final Broker broker = Broker.shared();

	@Test
	void lagIsADistanceOfOffsetsAndZeroOnceAllIsRead() throws Exception {
		try (Admin admin = this.broker.admin()) {
			admin
				.createTopics(List.of(new NewTopic("compacted", 1, (short) 1).configs(Map.of("cleanup.policy",
						"compact,delete", "segment.ms", "1000", "min.cleanable.dirty.ratio", "0.01"))))
				.all()
				.get();
			send(100);
			await().until(() -> {
				// The segment that is written to is not compacted.
				send(1);
				return firstOffset() > 0;
			});
			admin.alterConsumerGroupOffsets("compacted", Map.of(PARTITION, new OffsetAndMetadata(10))).all().get();
			try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=compacted",
					"group=compacted", "spring.kafka.listener.auto-startup=false")) {
				Gate gate = app.bean(Gate.class);
				gate.close();
				app.start("orders");
				await().untilAsserted(
						() -> assertThat(app.scrape().getOrDefault("steady_kafka_lag_records" + TAGS, Double.NaN))
							.isEqualTo(app.scrape().get("steady_kafka_offset_end" + TAGS) - 10));
				gate.open();
				await().untilAsserted(
						() -> assertThat(app.scrape()).containsEntry("steady_kafka_lag_records" + TAGS, 0.0));
				assertThat(gate.passed()).isLessThan(90);
				assertThat(app.scrape())
					.containsEntry("steady_kafka_records_lost_total{group=\"compacted\",topic=\"compacted\"}", 0.0);
			}
		}
	}

	private void send(int records) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (int record = 0; record < records; record++) {
				producer.send(new ProducerRecord<>("compacted", 0, "key", "value"));
			}
		}
	}

	private long firstOffset() {
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", this.broker.servers()), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(Set.of(PARTITION));
			consumer.seekToBeginning(Set.of(PARTITION));
			Iterator<ConsumerRecord<String, String>> records = consumer.poll(Duration.ofSeconds(5)).iterator();
			return records.hasNext() ? records.next().offset() : -1;
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500));
	}

}
