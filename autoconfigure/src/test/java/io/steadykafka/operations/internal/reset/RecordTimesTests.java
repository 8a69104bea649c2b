package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordTimes} with a real broker.
 */
class RecordTimesTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final Broker broker = Broker.shared();

	private final Map<String, Object> config = ClientConfigs.reader(Map.of("bootstrap.servers", this.broker.servers()),
			"test");

	private final RecordTimes times = new RecordTimes();

	@Test
	void twoRecordsOfEachOfManyPartitionsAreReadAtOnce() {
		int[] records = IntStream.generate(() -> 20).limit(40).toArray();
		try (TestGroup group = new TestGroup("times-many", records)) {
			for (int partition = 0; partition < 40; partition++) {
				this.times.want(group.partition(partition), 15, 20);
				this.times.want(group.partition(partition), 3, 20);
				this.times.want(group.partition(partition), 3, 20);
			}
			long start = System.nanoTime();
			assertThat(this.times.read(this.config, LIMIT)).hasSize(40)
				.allSatisfy((partition, known) -> assertThat(known).isEqualTo(Map.of(3L,
						group.first.plus(Duration.ofMinutes(3)), 15L, group.first.plus(Duration.ofMinutes(15)))));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.dividedBy(2));
		}
	}

	@Test
	void anOffsetThatWasDeletedIsUnknownAndKeepsNoOther() {
		try (TestGroup group = new TestGroup("times-deleted", 6, 6)) {
			group.deleteRecords(0, 4);
			this.times.want(group.partition(0), 2, 6);
			this.times.want(group.partition(1), 2, 6);
			assertThat(this.times.read(this.config, LIMIT)).containsOnlyKeys(group.partition(1));
		}
	}

	@Test
	void theEndOfATransactionHasNoTimeAndIsNotWaitedFor() {
		TopicPartition partition = new TopicPartition("times-transaction", 0);
		this.broker.createTopic(partition.topic(), 1);
		try (KafkaProducer<String, String> producer = this.broker
			.producer(Map.of("transactional.id", "times-transaction"))) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.send(new ProducerRecord<>(partition.topic(), 0, 1_000L, "key", "value"));
			producer.commitTransaction();
		}
		this.times.want(partition, 1, 2);
		this.times.want(partition, 0, 2);
		long start = System.nanoTime();
		assertThat(this.times.read(this.config, LIMIT))
			.isEqualTo(Map.of(partition, Map.of(0L, Instant.ofEpochMilli(1_000))));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT.dividedBy(2));
	}

	@Test
	void withoutBrokersItEndsInTimeAndKnowsNothing() {
		this.times.want(new TopicPartition("times-away", 0), 0, 1);
		long start = System.nanoTime();
		assertThat(this.times.read(ClientConfigs.reader(Map.of("bootstrap.servers", "localhost:1"), "test"),
				Duration.ofMillis(500)))
			.isEmpty();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
	}

}
