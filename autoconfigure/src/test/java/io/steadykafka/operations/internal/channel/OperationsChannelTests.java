package io.steadykafka.operations.internal.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OperationsChannel} on a real broker.
 */
class OperationsChannelTests {

	private final Broker broker = Broker.shared();

	private final String topic;

	private final Channels channels;

	OperationsChannelTests(TestInfo test) {
		this.topic = "instances-" + test.getTestMethod().orElseThrow().getName();
		this.channels = new Channels(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.servers(),
				ConsumerConfig.GROUP_ID_CONFIG, this.topic), this.topic);
	}

	@AfterEach
	void close() {
		this.channels.close();
	}

	@Test
	void instancesSeeEachOtherUntilOneSaysGoodbye() {
		OperationsChannel a = this.channels.start("a");
		OperationsChannel b = this.channels.start("b");
		OperationsChannel c = this.channels.start("c");
		for (OperationsChannel each : List.of(a, b, c)) {
			Channels.await(() -> assertThat(each.others()).hasSize(2));
			Channels.await(() -> assertThat(each.problem()).isNull());
		}
		RemoteReport report = a.others().get(b.self().id());
		assertThat(report.name()).isEqualTo("b");
		assertThat(report.stale()).isFalse();
		assertThat(report.body()).isEqualTo(Map.of("says", "I am b"));
		b.close();
		Channels.await(() -> assertThat(a.others()).containsOnlyKeys(c.self().id()));
		Channels.await(() -> assertThat(c.others()).containsOnlyKeys(a.self().id()));
	}

	@Test
	void theTopicIsCreatedAndNoGroupIs() throws Exception {
		OperationsChannel a = this.channels.start("a");
		Channels.await(() -> assertThat(a.problem()).isNull());
		try (Admin admin = this.broker.admin()) {
			assertThat(admin.describeTopics(List.of(this.topic)).allTopicNames().get().get(this.topic).partitions())
				.hasSize(1);
			ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, this.topic);
			Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
			assertThat(config.get("cleanup.policy").value()).isEqualTo("compact,delete");
			assertThat(config.get("retention.ms").value()).isEqualTo("3600000");
			assertThat(admin.listGroups().all().get()).noneMatch((group) -> group.groupId().contains(this.topic));
		}
	}

	@Test
	void anInstanceThatDiedIsStaleAlsoForThoseThatStartLater() {
		OperationsChannel a = this.channels.start("a");
		send("report/dead", report("dead", 1));
		Channels.await(() -> assertThat(a.others()).containsKey("dead"));
		assertThat(a.others().get("dead").stale()).isFalse();
		Channels.await(() -> assertThat(a.others().get("dead").stale()).isTrue());
		OperationsChannel b = this.channels.start("b");
		Channels.await(() -> assertThat(b.others()).containsKeys("dead", a.self().id()));
		assertThat(b.others().get("dead").stale()).isTrue();
	}

	@Test
	void reportsThatWereThereBeforeAreToldAtOnceAndThoseThatWereTakenBackAreNot() {
		this.broker.createTopic(this.topic, 1);
		send("report/there", report("there", 1));
		send("report/gone", report("gone", 1));
		send("report/gone", (String) null);
		List<String> told = Collections.synchronizedList(new ArrayList<>());
		OperationsChannel a = this.channels.prepare("a");
		CompletableFuture<Void> caughtUp = a.onReport((report) -> told.add(report.id()));
		assertThat(caughtUp).isNotDone();
		a.start();
		Channels.await(() -> assertThat(caughtUp).isDone());
		assertThat(told).containsExactly("there");
		send("report/later", report("later", 1));
		Channels.await(() -> assertThat(told).containsExactly("there", "later"));
	}

	@Test
	void commandsAreAnsweredByThoseThatAreAsked() throws Exception {
		OperationsChannel a = this.channels.start("a");
		OperationsChannel b = this.channels.start("b");
		OperationsChannel c = this.channels.start("c", false, (command) -> Map.of("never", "this"));
		Channels.await(() -> assertThat(a.others()).hasSize(2));
		Set<String> both = Set.of(b.self().id(), c.self().id());
		Map<String, Map<String, Object>> answers = a.send(Map.of("type", "ping"), both, Duration.ofSeconds(20)).get();
		assertThat(answers).containsOnlyKeys(both);
		assertThat(answers.get(b.self().id())).isEqualTo(Map.of("name", "b", "command", Map.of("type", "ping")));
		assertThat(answers.get(c.self().id())).containsEntry("problem", "does not accept remote operations");
		assertThat(a.send(Map.of(), Set.of(b.self().id()), Duration.ofSeconds(20)).get())
			.containsOnlyKeys(b.self().id());
	}

	@Test
	void aCommandThatTakesItsTimeHoldsUpNobody() throws Exception {
		CountDownLatch gate = new CountDownLatch(1);
		OperationsChannel a = this.channels.start("a");
		OperationsChannel b = this.channels.start("b", true, (command) -> {
			await(command.containsKey("wait") ? gate : new CountDownLatch(0));
			return Map.of();
		});
		String id = b.self().id();
		Channels.await(() -> assertThat(a.others()).containsKey(id));
		var slow = a.send(Map.of("wait", true), Set.of(id), Duration.ofSeconds(60));
		assertThat(a.send(Map.of(), Set.of(id), Duration.ofSeconds(20)).get()).containsKey(id);
		assertThat(slow).isNotDone();
		gate.countDown();
		assertThat(slow.get()).containsKey(id);
	}

	@Test
	void whoDoesNotAnswerIsMissed() throws Exception {
		OperationsChannel a = this.channels.start("a");
		OperationsChannel b = this.channels.start("b");
		OperationsChannel c = this.channels.start("c", true, (command) -> {
			await(new CountDownLatch(1));
			return Map.of();
		});
		Channels.await(() -> assertThat(a.others()).hasSize(2));
		Set<String> all = Set.of(b.self().id(), c.self().id(), "never-there");
		assertThat(a.send(Map.of(), all, Duration.ofSeconds(3)).get()).containsOnlyKeys(b.self().id());
	}

	@Test
	void aCommandThatIsInTheTopicTwiceIsCarriedOutOnce() {
		List<Object> done = Collections.synchronizedList(new ArrayList<>());
		OperationsChannel a = this.channels.start("a", true, (command) -> {
			done.add(command.get("number"));
			return Map.of();
		});
		Channels.await(() -> assertThat(a.problem()).isNull());
		String command = "{\"v\":1,\"type\":\"command\",\"id\":\"c%d\",\"from\":\"x\",\"targets\":[\"" + a.self().id()
				+ "\"],\"deadline\":" + (System.currentTimeMillis() + 10_000) + ",\"body\":{\"number\":%d}}";
		send("command/c1", command.formatted(1, 1), command.formatted(1, 1), command.formatted(2, 2));
		Channels.await(() -> assertThat(done).contains(2L));
		assertThat(done).containsExactlyInAnyOrder(1L, 2L);
		assertThat(a.passedOver()).isEqualTo(1);
	}

	@Test
	void whatIsNotUnderstoodIsPassedOver() {
		OperationsChannel a = this.channels.start("a");
		Channels.await(() -> assertThat(a.problem()).isNull());
		send("report/x", "{\"v\":1,", "", "[]", "\u0000", report("x", 2), "{\"v\":1,\"type\":\"shout\"}",
				report("somebody-else", 1), "x".repeat(300_000), "[".repeat(200_000));
		send(null, "null", null);
		send("report/good", report("good", 1));
		Channels.await(() -> assertThat(a.others()).containsOnlyKeys("good"));
		assertThat(a.passedOver()).isEqualTo(10);
		Channels.await(() -> assertThat(a.problem()).isNull());
	}

	private void send(String key, String... values) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (String value : values) {
				// A key is what compaction needs.
				producer.send(new ProducerRecord<>(this.topic, 0, (key != null) ? key : "other", value));
			}
		}
	}

	private static String report(String from, int version) {
		return new String(MessageFormat.write(new Message.Report(new InstanceIdentity(from, "host"), Map.of())),
				StandardCharsets.UTF_8)
			.replace("\"v\":1", "\"v\":" + version);
	}

	private static void await(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
