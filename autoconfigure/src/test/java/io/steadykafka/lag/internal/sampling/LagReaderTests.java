package io.steadykafka.lag.internal.sampling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.internal.group.TestLagOptions;
import io.steadykafka.lag.internal.group.WatchedGroup;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.offsets.ResetPolicy;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.sampling.LagReader.OffsetsRead;
import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
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

	private KnownTopics topics = new KnownTopics(Duration.ZERO);

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
		assertThat(read("retention-group", Map.of(partition, EARLIEST)).partitions().get(partition).lag())
			.isEqualTo(LagCalculation.known(OptionalLong.of(5), new LogBounds(12, 20, 20), 8));
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
			assertThat(read("never-committed", Map.of(partition, EARLIEST)).partitions()
				.get(partition)
				.lag()
				.behindOpenTransaction()).isOne();
			producer.abortTransaction();
		}
	}

	@Test
	void aCommitBeyondTheEndIsUnknownAndSaysWhy() throws Exception {
		TopicPartition partition = topicWith("made-anew", 3);
		commit("made-anew-group", partition, 50);
		PartitionLag lag = read("made-anew-group", Map.of(partition, EARLIEST)).partitions().get(partition).lag();
		assertThat(lag.lag()).isEmpty();
		assertThat(lag.unknownBecause()).contains("made anew");
	}

	@Test
	void aPartitionThatFailsLeavesTheOthersAlone() throws Exception {
		TopicPartition good = topicWith("good", 2);
		TopicPartition gone = new TopicPartition(good.topic(), 1);
		SampleRequest request = request(Map.of("group", Map.of(good, EARLIEST, gone, EARLIEST)));
		// As a topic that was made anew with fewer partitions, a moment ago.
		this.topics = new KnownTopics(Duration.ofHours(1));
		this.admin.createPartitions(Map.of(good.topic(), NewPartitions.increaseTo(2))).all().get();
		Awaitility.await().until(() -> read(request, Map.of()).get("group").partitions().containsKey(gone));
		this.admin.deleteTopics(Set.of(good.topic())).all().get();
		Awaitility.await().ignoreExceptions().untilAsserted(() -> topicWith("good", 2));
		GroupLag sample = read(request, Map.of(), this.admin, Duration.ofSeconds(2)).get("group");
		assertThat(sample.failure()).isEmpty();
		assertThat(sample.partitions().get(good).lag().lag()).hasValue(2);
		assertThat(sample.partitions().get(gone).lag().lag()).isEmpty();
		assertThat(sample.partitions().get(gone).lag().unknownBecause()).isNotEmpty();
	}

	@Test
	void aPartitionThatDoesNotExistIsNotAskedFor() throws Exception {
		TopicPartition good = topicWith("fewer", 2);
		SampleRequest request = request(
				Map.of("group", Map.of(good, EARLIEST, new TopicPartition(good.topic(), 7), EARLIEST)));
		assertThat(read(request, Map.of()).get("group").partitions()).containsOnlyKeys(good);
	}

	@Test
	void whenAllFailsTheLastGoodSampleIsKept() {
		TopicPartition partition = topicWith("kept", 6);
		SampleRequest request = request(Map.of("group", Map.of(partition, EARLIEST)));
		Map<String, GroupLag> good = read(request, Map.of());
		try (Admin away = Admin.create(Map.of("bootstrap.servers", "localhost:1"))) {
			GroupLag after = read(request, good, away, Duration.ofMillis(500)).get("group");
			assertThat(after.failure()).contains("no answer from the brokers");
			assertThat(after.sampledAt()).isEqualTo(good.get("group").sampledAt());
			assertThat(after.partitions().get(partition).lag().lag()).hasValue(6);
		}
	}

	@Test
	void whenNobodyAnswersNothingElseIsAskedFor() {
		SampleRequest request = request(Map.of("group", Map.of(new TopicPartition("orders", 0), EARLIEST)));
		try (Admin away = Admin.create(Map.of("bootstrap.servers", "localhost:1"))) {
			OffsetRequests requests = new OffsetRequests(away, Duration.ofMillis(100));
			OffsetsRead nothing = new LagReader(requests, Clock.systemUTC(), null)
				.read(request, Set.of(), Set.of(), this.topics, () -> {
					throw new AssertionError("asked for more");
				})
				.get();
			assertThat(nothing.log()).isSameAs(LogOffsets.NONE);
			assertThat(requests.areAnswered()).isFalse();
		}
	}

	@Test
	void topicsThatDoNotExistAreFound() {
		TopicPartition there = topicWith("there", 1);
		SampleRequest request = new SampleRequest(Map.of("group", Map.of()), Map.of(),
				Map.of("group", Set.of(there.topic(), "not-there")));
		assertThat(read(request, Map.of()).get("group").missingTopics()).containsExactly("not-there");
	}

	@Test
	void aGroupThatIsOnlyWatchedIsReadWhereItCommitted() throws Exception {
		TopicPartition wanted = topicWith("watched-wanted", 9);
		TopicPartition excluded = topicWith("watched-excluded", 9);
		TopicPartition other = topicWith("other", 9);
		commit("watched-group", wanted, 4);
		commit("watched-group", excluded, 4);
		commit("watched-group", other, 4);
		WatchedGroup group = new WatchedGroup("watched-group", List.of(Pattern.compile("lag-reader-watched-.*")),
				List.of(Pattern.compile(".*-excluded")));
		GroupLag sample = read(new SampleRequest(Map.of(), Map.of("watched-group", group), Map.of()), Map.of())
			.get("watched-group");
		assertThat(sample.watched()).isTrue();
		assertThat(sample.partitions()).containsOnlyKeys(wanted);
		assertThat(sample.partitions().get(wanted).lag().lag()).hasValue(5);
	}

	@Test
	void aTopicThatIsGoneIsDroppedFromAGroupThatIsOnlyWatched() throws Exception {
		TopicPartition partition = topicWith("deleted", 3);
		TopicPartition stays = topicWith("stays", 3);
		commit("deleted-group", partition, 1);
		commit("deleted-group", stays, 1);
		this.admin.deleteTopics(List.of(partition.topic())).all().get();
		SampleRequest request = new SampleRequest(Map.of(),
				Map.of("deleted-group", new WatchedGroup("deleted-group", List.of(), List.of())), Map.of());
		Awaitility.await()
			.untilAsserted(() -> assertThat(read(request, Map.of()).get("deleted-group").partitions())
				.containsOnlyKeys(stays));
	}

	@Test
	void severalGroupsAreReadTogether() throws Exception {
		TopicPartition partition = topicWith("several", 9);
		commit("several-a", partition, 2);
		commit("several-b", partition, 8);
		Map<String, GroupLag> sample = read(
				request(Map.of("several-a", Map.of(partition, EARLIEST), "several-b", Map.of(partition, EARLIEST))),
				Map.of());
		assertThat(sample.get("several-a").partitions().get(partition).lag().lag()).hasValue(7);
		assertThat(sample.get("several-b").partitions().get(partition).lag().lag()).hasValue(1);
	}

	@Test
	void groupsThatStartAtDifferentTimesAreToldApart() {
		TopicPartition partition = topicWith("durations", 0);
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			long now = System.currentTimeMillis();
			for (int hours : new int[] { 5, 3, 3, 0 }) {
				producer.send(new ProducerRecord<>(partition.topic(), 0, now - Duration.ofHours(hours).toMillis(),
						"key", "value"));
			}
		}
		Map<String, GroupLag> sample = read(
				request(Map.of("hour", since(partition, "PT1H"), "four-hours", since(partition, "PT4H"))), Map.of());
		assertThat(sample.get("hour").partitions().get(partition).lag().lag()).hasValue(1);
		assertThat(sample.get("four-hours").partitions().get(partition).lag().lag()).hasValue(3);
	}

	@Test
	void aTopicThatWasKnownForLongIsAskedForAgainWhileOffsetsAre() throws Exception {
		TopicPartition partition = topicWith("grown", 1);
		SampleRequest request = new SampleRequest(Map.of("group", Map.of(partition, EARLIEST)), Map.of(), Map.of());
		read(request, Map.of());
		this.admin.createPartitions(Map.of(partition.topic(), NewPartitions.increaseTo(2))).all().get();
		OffsetRequests requests = new OffsetRequests(this.admin, Duration.ofSeconds(10));
		Awaitility.await().untilAsserted(() -> {
			this.topics.refresh(requests, Instant.now());
			this.topics.update(Set.of(partition.topic()), Stream.of(), requests, Instant.now());
			assertThat(this.topics.partitions(Set.of(partition.topic()))).hasSize(2);
		});
	}

	private static Map<TopicPartition, ReadRule> since(TopicPartition partition, String duration) {
		return Map.of(partition, rule(IsolationLevel.READ_COMMITTED, "by_duration:" + duration));
	}

	private OptionalLong lag(TopicPartition partition, ReadRule rule) {
		return read("never-committed", Map.of(partition, rule)).partitions().get(partition).lag().lag();
	}

	private GroupLag read(String group, Map<TopicPartition, ReadRule> partitions) {
		return read(request(Map.of(group, partitions)), Map.of()).get(group);
	}

	private Map<String, GroupLag> read(SampleRequest request, Map<String, GroupLag> before) {
		return read(request, before, this.admin, Duration.ofSeconds(10));
	}

	private Map<String, GroupLag> read(SampleRequest request, Map<String, GroupLag> before, Admin asked,
			Duration timeout) {
		LagReader reader = new LagReader(new OffsetRequests(asked, timeout), Clock.systemUTC(), Duration.ofHours(1));
		return new GroupSamples("cluster", TestLagOptions.of(Duration.ofSeconds(10))).of(request,
				reader.read(request, Set.of(), Set.of(), this.topics, Map::of).get(), this.topics.missing(),
				new DeliveredByGroup(List.of(), new DeliveredOffsets()), before);
	}

	private static SampleRequest request(Map<String, Map<TopicPartition, ReadRule>> partitions) {
		return new SampleRequest(partitions, Map.of(), Map.of());
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
