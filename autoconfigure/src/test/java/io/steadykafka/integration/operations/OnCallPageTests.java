package io.steadykafka.integration.operations;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs every command that docs/operations.md has for people on call, in its order, each
 * in the situation that the page describes.
 */
class OnCallPageTests {

	private static final String GROUP = "order-processors";

	private final Broker broker = Broker.number(1);

	private final HttpClient client = HttpClient.newHttpClient();

	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	private Iterator<CurlCommand> commands;

	private RunningApp app;

	@Test
	void everyCommandDoesWhatThePageSays() throws Exception {
		List<CurlCommand> all = CurlCommand.of(Path.of("../docs/operations.md"), "## For people on call");
		assertThat(all).as("commands; a new one needs a situation here").hasSize(13);
		this.commands = all.iterator();
		this.broker.createTopic("orders", 1);
		this.broker.createTopic("orders-dlt", 1);
		try (RunningApp started = RunningApp.start(WorkApplication.class, this.broker.servers(), "topic=orders",
				"group=" + GROUP, "management.endpoints.web.exposure.include=kafkagroups",
				"management.endpoint.kafkagroups.access=unrestricted",
				"steady.kafka.failure.backoff.initial-interval=5m", "steady.kafka.failure.backoff.max-interval=5m")) {
			this.app = started;
			this.failing.addAll(Set.of("2", "4"));
			started.bean(Worker.class).does((record, consumer) -> {
				if (this.failing.contains(record.value())) {
					throw new IllegalStateException("order " + record.value() + " fails");
				}
			});
			send("0", "1", "2", "3", "4", "5", "6");
			awaitFailing(2, 1);
			lookFirst();
			aRecordBlocksItsPartition();
			lagGrows();
			theGroupHasToBeReset();
			deadLettersHaveToBeReplayed();
			assertThat(this.commands).isExhausted();
		}
	}

	private void lookFirst() throws Exception {
		assertThat(JsonPath.<List<String>>read(run("", ""), "$.groups[*].group")).containsExactly(GROUP);
		String group = run("", "");
		assertThat(JsonPath.<Integer>read(group, "$.records[0].offset")).isEqualTo(2);
		assertThat(JsonPath.<String>read(group, "$.records[0].exception")).contains("order 2 fails");
		assertThat(JsonPath.<String>read(group, "$.records[0].nextAttempt")).isNotEmpty();
	}

	private void aRecordBlocksItsPartition() throws Exception {
		run("retry", "");
		awaitFailing(2, 2);
		run("dead-letter", "");
		awaitFailing(4, 1);
		assertThat(deadLetters()).isEqualTo(1);
		run("skip", "");
		awaitHandled("0", "1", "3", "5", "6");
		awaitCommitted(7);
	}

	private void lagGrows() throws Exception {
		run("pause", "");
		send("7");
		OperatedGroup.await().until(() -> described("$.lag").equals(1));
		assertThat(described("$.partitions[0].state")).isEqualTo("paused");
		awaitHandled("0", "1", "3", "5", "6");
		run("resume", "");
		awaitHandled("0", "1", "3", "5", "6", "7");
		awaitCommitted(8);
	}

	private void theGroupHasToBeReset() throws Exception {
		String preview = run("reset", "");
		assertThat(JsonPath.<Integer>read(preview, "$.result.partitions[0].before")).isEqualTo(8);
		assertThat(JsonPath.<Integer>read(preview, "$.result.partitions[0].after")).isZero();
		assertThat(JsonPath.<Integer>read(preview, "$.result.partitions[0].again")).isEqualTo(8);
		awaitCommitted(8);
		awaitHandled("0", "1", "3", "5", "6", "7");
		String reset = run("reset", "");
		// Redelivered, up to the record that still fails.
		awaitFailing(2, 1);
		awaitHandled("0", "1", "3", "5", "6", "7", "0", "1");
		awaitCommitted(2);
		run("undo", JsonPath.read(reset, "$.id"));
		awaitCommitted(8);
		send("8");
		awaitHandled("0", "1", "3", "5", "6", "7", "0", "1", "8");
		awaitCommitted(9);
	}

	private void deadLettersHaveToBeReplayed() throws Exception {
		String browsed = run("browse", "");
		assertThat(JsonPath.<List<Integer>>read(browsed, "$.result.records[*].originalOffset")).containsExactly(2);
		String preview = run("replay", "");
		assertThat(JsonPath.<Integer>read(preview, "$.result.records")).isEqualTo(1);
		assertThat(JsonPath.<Map<String, Integer>>read(preview, "$.result.exceptions"))
			.isEqualTo(Map.of(IllegalStateException.class.getName(), 1));
		this.failing.clear();
		run("replay", "");
		awaitHandled("0", "1", "3", "5", "6", "7", "0", "1", "8", "2");
		OperatedGroup.await()
			.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), GROUP + ".dlt"))
				.containsEntry(new TopicPartition("orders-dlt", 0), 1L));
	}

	/**
	 * Runs the next command, which must be that operation.
	 */
	private String run(String operation, String id) throws Exception {
		CurlCommand command = this.commands.next();
		assertThat(command.body()).contains((operation.isEmpty()) ? "" : "\"operation\":\"" + operation + "\"");
		int port = this.app.bean(Environment.class).getRequiredProperty("local.server.port", Integer.class);
		HttpResponse<String> answer = this.client.send(command.withId(id).toRequest(port),
				HttpResponse.BodyHandlers.ofString());
		assertThat(answer.statusCode()).as(command + " " + answer.body()).isEqualTo(200);
		return answer.body();
	}

	private Object described(String path) {
		return JsonPath.read(this.app.get("/actuator/kafkagroups/" + GROUP).body(), path);
	}

	private long deadLetters() throws Exception {
		TopicPartition partition = new TopicPartition("orders-dlt", 0);
		try (Admin admin = this.broker.admin()) {
			return admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition).get().offset();
		}
	}

	private void awaitFailing(int offset, int attempts) {
		OperatedGroup.await()
			.untilAsserted(() -> assertThat(described("$.records[*]['offset', 'attempts']"))
				.isEqualTo(List.of(Map.of("offset", offset, "attempts", attempts))));
	}

	private void awaitHandled(String... values) {
		OperatedGroup.await()
			.untilAsserted(
					() -> assertThat(this.app.bean(Worker.class).handled()).extracting((record) -> record.value())
						.containsExactly(values));
	}

	private void awaitCommitted(long offset) {
		OperatedGroup.await()
			.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), GROUP))
				.isEqualTo(Map.of(new TopicPartition("orders", 0), offset)));
	}

	private void send(String... values) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (String value : values) {
				producer.send(new ProducerRecord<>("orders", 0, "key", value));
			}
		}
	}

}
