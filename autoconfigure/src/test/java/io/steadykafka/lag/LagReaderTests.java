package io.steadykafka.lag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LagReader} on a real broker.
 */
class LagReaderTests {

	private static final ReadRule EARLIEST = rule(IsolationLevel.READ_COMMITTED, "earliest");

	private final Broker broker = Broker.shared();

	private final Admin admin = this.broker.admin();

	private final LagReader reader = new LagReader(new OffsetRequests(this.admin, Duration.ofSeconds(10)),
			Clock.systemUTC(), "cluster");

	@AfterEach
	void closeAdmin() {
		this.admin.close();
	}

	@Test
	void withoutCommitLagIsWhatTheResetPolicyWouldRead() {
		TopicPartition partition = topicWith("reset-policy", 7);
		assertThat(lag(partition, EARLIEST)).hasValue(7);
		assertThat(lag(partition, rule(IsolationLevel.READ_COMMITTED, "latest"))).hasValue(0);
		assertThat(lag(partition, rule(IsolationLevel.READ_COMMITTED, "by_duration:PT1H"))).hasValue(7);
		assertThat(lag(partition, rule(IsolationLevel.READ_COMMITTED, "by_duration:PT0S"))).hasValue(0);
		assertThat(lag(partition, rule(IsolationLevel.READ_COMMITTED, "none"))).isEmpty();
	}

	@Test
	void recordsThatRetentionTookAreNoLag() throws Exception {
		TopicPartition partition = topicWith("retention", 20);
		commit("retention-group", partition, 5);
		this.admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(12))).all().get();
		assertThat(read("retention-group", Map.of(partition, EARLIEST)).partitions().get(partition))
			.isEqualTo(PartitionLag.known(OptionalLong.of(5), 12, 20, 8));
	}

	@Test
	void theEndIsTheLastStableOffsetForWhoReadsCommittedRecordsOnly() {
		TopicPartition partition = topicWith("transactions", 4);
		try (KafkaProducer<String, String> producer = this.broker
			.producer(Map.of("transactional.id", "lag-reader-tests"))) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.send(new ProducerRecord<>(partition.topic(), 0, "key", "value"));
			producer.flush();
			assertThat(lag(partition, EARLIEST)).hasValue(4);
			assertThat(lag(partition, rule(IsolationLevel.READ_UNCOMMITTED, "earliest"))).hasValue(5);
			producer.abortTransaction();
		}
	}

	@Test
	void aCommitBeyondTheEndIsUnknownAndSaysWhy() throws Exception {
		TopicPartition partition = topicWith("made-anew", 3);
		commit("made-anew-group", partition, 50);
		PartitionLag lag = read("made-anew-group", Map.of(partition, EARLIEST)).partitions().get(partition);
		assertThat(lag.lag()).isEmpty();
		assertThat(lag.unknownBecause()).contains("made anew");
	}

	@Test
	void aPartitionThatFailsLeavesTheOthersAlone() throws Exception {
		TopicPartition good = topicWith("good", 2);
		TopicPartition gone = new TopicPartition("gone", 0);
		LagReader quick = new LagReader(new OffsetRequests(this.admin, Duration.ofSeconds(2)), Clock.systemUTC(),
				"cluster");
		SampleRequest request = new SampleRequest(Map.of("group", Map.of(good, EARLIEST, gone, EARLIEST)), Map.of());
		GroupLag sample = quick.read(request, Map.of()).get("group");
		assertThat(sample.failure()).isEmpty();
		assertThat(sample.partitions().get(good).lag()).hasValue(2);
		assertThat(sample.partitions().get(gone).lag()).isEmpty();
		assertThat(sample.partitions().get(gone).unknownBecause()).isNotEmpty();
	}

	@Test
	void whenAllFailsTheLastGoodSampleIsKept() {
		TopicPartition partition = topicWith("kept", 6);
		SampleRequest request = new SampleRequest(Map.of("group", Map.of(partition, EARLIEST)), Map.of());
		Map<String, GroupLag> good = this.reader.read(request, Map.of());
		try (Admin away = Admin.create(Map.of("bootstrap.servers", "localhost:1"))) {
			LagReader blind = new LagReader(new OffsetRequests(away, Duration.ofMillis(500)), Clock.systemUTC(),
					"cluster");
			GroupLag after = blind.read(request, good).get("group");
			assertThat(after.failure()).contains("no answer from the brokers");
			assertThat(after.sampledAt()).isEqualTo(good.get("group").sampledAt());
			assertThat(after.partitions().get(partition).lag()).hasValue(6);
		}
	}

	@Test
	void whenNoEndCanBeReadTheLastGoodSampleIsKept() {
		TopicPartition gone = new TopicPartition("gone", 0);
		LagReader quick = new LagReader(new OffsetRequests(this.admin, Duration.ofSeconds(1)), Clock.systemUTC(),
				"cluster");
		SampleRequest request = new SampleRequest(Map.of("group", Map.of(gone, EARLIEST)), Map.of());
		GroupLag before = new GroupLag("group", "cluster", Instant.EPOCH,
				Map.of(gone, PartitionLag.known(OptionalLong.of(1), 0, 3, 2)), Set.of(), "");
		GroupLag after = quick.read(request, Map.of("group", before)).get("group");
		assertThat(after.failure()).isNotEmpty();
		assertThat(after.sampledAt()).isEqualTo(Instant.EPOCH);
		assertThat(after.partitions()).isEqualTo(before.partitions());
	}

	@Test
	void topicsThatDoNotExistAreFound() {
		TopicPartition there = topicWith("there", 1);
		SampleRequest request = new SampleRequest(Map.of("group", Map.of()),
				Map.of("group", Set.of(there.topic(), "not-there")));
		assertThat(this.reader.read(request, Map.of()).get("group").missingTopics()).containsExactly("not-there");
	}

	@Test
	void severalGroupsAreReadTogether() throws Exception {
		TopicPartition partition = topicWith("several", 9);
		commit("several-a", partition, 2);
		commit("several-b", partition, 8);
		SampleRequest request = new SampleRequest(
				Map.of("several-a", Map.of(partition, EARLIEST), "several-b", Map.of(partition, EARLIEST)), Map.of());
		Map<String, GroupLag> sample = this.reader.read(request, Map.of());
		assertThat(sample.get("several-a").partitions().get(partition).lag()).hasValue(7);
		assertThat(sample.get("several-b").partitions().get(partition).lag()).hasValue(1);
	}

	private OptionalLong lag(TopicPartition partition, ReadRule rule) {
		return read("never-committed", Map.of(partition, rule)).partitions().get(partition).lag();
	}

	private GroupLag read(String group, Map<TopicPartition, ReadRule> partitions) {
		return this.reader.read(new SampleRequest(Map.of(group, partitions), Map.of()), Map.of()).get(group);
	}

	private TopicPartition topicWith(String name, int records) {
		String topic = "lag-reader-" + name;
		this.broker.createTopic(topic, 1);
		this.broker.send(topic, 1, records);
		return new TopicPartition(topic, 0);
	}

	private void commit(String group, TopicPartition partition, long offset) throws Exception {
		this.admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset))).all().get();
	}

	private static ReadRule rule(IsolationLevel isolation, String reset) {
		return new ReadRule(isolation, ResetPolicy.parse(reset));
	}

}
