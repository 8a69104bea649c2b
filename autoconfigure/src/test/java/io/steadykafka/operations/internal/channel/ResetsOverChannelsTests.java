package io.steadykafka.operations.internal.channel;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.internal.channel.Message.Report;
import io.steadykafka.operations.internal.channel.Message.Reset;
import io.steadykafka.operations.internal.reset.ResetHistory;
import io.steadykafka.operations.internal.reset.ResetRecords;
import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records of resets in the topic, on a real broker.
 */
class ResetsOverChannelsTests {

	private final Broker broker = Broker.shared();

	private final String topic;

	private final Channels channels;

	ResetsOverChannelsTests(TestInfo test) {
		this.topic = "resets-" + test.getTestMethod().orElseThrow().getName();
		this.channels = new Channels(Map.of("bootstrap.servers", this.broker.servers()), this.topic);
	}

	@AfterEach
	void close() {
		this.channels.close();
	}

	@Test
	void allInstancesKnowAResetAlsoThoseThatStartAfterTheEndOfItsOwn() {
		ResetHistory first = new ResetHistory(() -> {
		});
		OperationsChannel executing = start("executing", first);
		ResetHistory second = new ResetHistory(() -> {
		});
		start("running", second);
		first.add(reset("r-1", "group", 3));
		executing.reportSoon();
		Channels.await(() -> assertThat(second.lastFirst()).hasSize(1));
		executing.close();
		ResetHistory third = new ResetHistory(() -> {
		});
		start("late", third);
		Channels.await(() -> assertThat(third.lastFirst()).isEqualTo(first.lastFirst()));
		assertThat(second.lastFirst()).isEqualTo(first.lastFirst());
	}

	@Test
	void anInstanceThatStartsReadsAllResetsButReportsOfTheLastMinuteOnly() {
		this.broker.createTopic(this.topic, 1);
		send("report/old", Duration.ofMinutes(5), text(new Report(new InstanceIdentity("old", "host"), Map.of())));
		send("report/odd", Duration.ofMinutes(5), "odd");
		send("reset/r-1", Duration.ofMinutes(5), value("r-1"));
		ResetHistory history = new ResetHistory(() -> {
		});
		OperationsChannel started = start("started", history);
		Channels.await(() -> assertThat(history.lastFirst()).extracting(OffsetReset::id).containsExactly("r-1"));
		Channels.await(() -> assertThat(started.problem()).isNull());
		assertThat(started.others()).isEmpty();
		assertThat(started.passedOver()).isZero();
	}

	@Test
	void reportsAreKnownBeforeOlderResetsAreRead() {
		this.broker.createTopic(this.topic, 1);
		send("reset/r-1", Duration.ofMinutes(5), value("r-1"));
		send("report/there", Duration.ZERO, text(new Report(new InstanceIdentity("there", "host"), Map.of())));
		send("reset/r-2", Duration.ZERO, value("r-2"));
		ResetHistory history = new ResetHistory(() -> {
		});
		OperationsChannel started = this.channels.prepare("started", history);
		List<String> known = new ArrayList<>();
		CompletableFuture<Void> caughtUp = started.onReport((report) -> known.add(report.id()))
			.thenRun(() -> history.lastFirst().forEach((reset) -> known.add(reset.id())));
		started.start();
		Channels.await(() -> assertThat(history.lastFirst()).extracting(OffsetReset::id)
			.containsExactlyInAnyOrder("r-1", "r-2"));
		assertThat(caughtUp).isDone();
		assertThat(known).startsWith("there", "r-2").doesNotContain("r-1");
	}

	@Test
	void aRecordThatIsAboutToBeDeletedIsWrittenAnew() {
		this.broker.createTopic(this.topic, 1);
		send("reset/r-1", Duration.ofMinutes(55), value("r-1"));
		ResetHistory history = new ResetHistory(() -> {
		});
		start("started", history);
		TopicPartition partition = new TopicPartition(this.topic, 0);
		List<String> keys = new ArrayList<>();
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
				Map.of("bootstrap.servers", this.broker.servers()), new StringDeserializer(),
				new StringDeserializer())) {
			consumer.assign(List.of(partition));
			consumer.seek(partition, 1);
			Channels.await(() -> {
				consumer.poll(Duration.ofMillis(100)).forEach((message) -> keys.add(message.key()));
				assertThat(keys).contains("reset/r-1");
			});
		}
	}

	@Test
	void whatIsNoRecordOfAResetIsPassedOver() {
		ResetHistory history = new ResetHistory(() -> {
		});
		OperationsChannel channel = start("a", history);
		Channels.await(() -> assertThat(channel.problem()).isNull());
		send("reset/other", Duration.ZERO, value("r-1"));
		send("report/r-1", Duration.ZERO, value("r-1"));
		send("reset/r-1", Duration.ZERO, "{");
		send("reset/r-1", Duration.ZERO, null);
		send("reset/r-1", Duration.ZERO,
				text(new Reset("r-1", "x", Map.of("group", "group", "at", 1, "partitions", 7))));
		send("reset/r-1", Duration.ZERO, text(message(reset("r-1", "elsewhere", 1))));
		send("reset/r-2", Duration.ZERO, value("r-2"));
		Channels.await(() -> assertThat(history.lastFirst()).extracting(OffsetReset::id).containsExactly("r-2"));
		assertThat(channel.passedOver()).isEqualTo(5);
	}

	@Test
	void aResetOfManyPartitionsFitsIntoAMessage() {
		Reset message = message(reset("r-1", "group", 6_000));
		assertThat(MessageFormat.read(MessageFormat.write(message))).isEqualTo(message);
	}

	@Test
	void aResetThatDoesNotFitHoldsUpNoOther() {
		ResetHistory first = new ResetHistory(() -> {
		});
		first.add(reset("large", "group", 20_000));
		first.add(reset("small", "group", 1));
		start("a", first);
		ResetHistory second = new ResetHistory(() -> {
		});
		start("b", second);
		Channels.await(() -> assertThat(second.lastFirst()).extracting(OffsetReset::id).containsExactly("small"));
	}

	private OperationsChannel start(String name, ResetHistory history) {
		return this.channels.start(name, true, (command) -> Map.of(), history);
	}

	private static OffsetReset reset(String id, String group, int partitions) {
		return new OffsetReset(id, group, Instant.ofEpochMilli(1_000), "alice", true, false,
				IntStream.range(0, partitions)
					.mapToObj((number) -> new PartitionReset(new TopicPartition("orders", number),
							OptionalLong.of(1_000_000_000_000L), 5, null, null, null, true, null))
					.toList());
	}

	private static Reset message(OffsetReset reset) {
		ResetHistory history = new ResetHistory(() -> {
		});
		history.add(reset);
		return new Reset(reset.id(), "x",
				new ResetRecords(history, "group"::equals, "x", Clock.systemUTC()).due().get(reset.id()));
	}

	private static String value(String id) {
		return text(message(reset(id, "group", 1)));
	}

	private static String text(Message message) {
		return new String(MessageFormat.write(message), StandardCharsets.UTF_8);
	}

	private void send(String key, Duration ago, @Nullable String value) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			producer.send(new ProducerRecord<>(this.topic, 0, System.currentTimeMillis() - ago.toMillis(), key, value));
		}
	}

}
