package io.steadykafka.integration.operations;

import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.InstanceProcess;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one instance says of partitions that another one owns, which is reached through a
 * topic.
 */
class SharedReadsTests {

	private static final String GROUP = "shared-reads";

	@Test
	void theOtherInstanceIsDescribedToo() {
		Broker.shared().createTopic(GROUP, 2);
		try (RunningApp here = RunningApp.start(WorkApplication.class, Broker.shared().servers(), properties("1"));
				InstanceProcess other = InstanceProcess.start(WorkApplication.class, Broker.shared().servers(),
						properties("3"))) {
			OperatedGroup.await().until(() -> !theirs(here).isEmpty());
			int partition = (Integer) theirs(here).get("partition");
			send(partition, "good");
			OperatedGroup.await().untilAsserted(() -> assertIsKnown(here, other));
			send(partition, "bad");
			OperatedGroup.await().untilAsserted(() -> {
				assertThat(theirs(here).get("state")).isEqualTo("blocked");
				assertThat(read(here).get("blockedRecords")).isEqualTo(1);
			});
			other.freeze();
			OperatedGroup.await().untilAsserted(() -> assertIsUnknown(here, other));
			other.thaw();
			OperatedGroup.await().untilAsserted(() -> assertThat(theirs(here).get("state")).isEqualTo("blocked"));
		}
	}

	private static void assertIsKnown(RunningApp here, InstanceProcess other) {
		Map<String, Object> theirs = theirs(here);
		assertThat(theirs).containsEntry("state", "flowing").containsEntry("position", 1);
		assertThat(theirs.get("velocity")).isNotNull();
		assertThat(theirs.get("secondsBehind")).isEqualTo(0.0);
		assertThat(theirs.get("trend")).isEqualTo("steady");
		assertThat((Double) theirs.get("ageSeconds")).isBetween(0.0, 15.0);
		Map<String, Object> document = read(here);
		assertThat(of(document, "findings", other)).extracting((row) -> row.get("name")).contains("concurrency");
		assertThat(of(document, "rebalances", other)).isNotEmpty();
		assertThat(of(document, "members", other)).hasSize(3)
			.extracting((row) -> row.get("listener"))
			.containsOnly("orders");
		assertThat(document.get("secondsBehind")).isEqualTo(0.0);
		assertThat((List<?>) document.get("lagHistory")).isNotEmpty();
	}

	private static void assertIsUnknown(RunningApp here, InstanceProcess other) {
		Map<String, Object> theirs = theirs(here);
		for (String field : List.of("state", "velocity", "secondsBehind", "trend")) {
			assertThat(theirs.get(field)).isNull();
			assertThat(theirs.get(field + "Unknown")).asString()
				.contains(String.valueOf(other.pid()), "has not reported for");
		}
		Map<String, Object> document = read(here);
		assertThat(document.get("blockedRecords")).isNull();
		assertThat(of(document, "findings", other)).isEmpty();
		assertThat(of(document, "instances", other)).extracting((row) -> row.get("stale")).containsExactly(true);
	}

	/**
	 * The partition that the other instance owns, empty if it is not known.
	 */
	private static Map<String, Object> theirs(RunningApp here) {
		List<Map<String, Object>> found = JsonPath.read(document(here),
				"$.partitions[?(@.owner.here == false && @.owner.instance != '')]");
		return (found.isEmpty()) ? Map.of() : found.get(0);
	}

	private static Map<String, Object> read(RunningApp here) {
		return JsonPath.read(document(here), "$");
	}

	private static String document(RunningApp here) {
		return here.get("/actuator/kafkagroups/" + GROUP).body();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> of(Map<String, Object> document, String list, InstanceProcess other) {
		return ((List<Map<String, Object>>) document.get(list)).stream()
			.filter((row) -> String.valueOf(row.get("instance")).startsWith(other.pid() + "@"))
			.toList();
	}

	private static void send(int partition, String value) {
		try (KafkaProducer<String, String> producer = Broker.shared().producer(Map.of())) {
			producer.send(new ProducerRecord<>(GROUP, partition, "key", value));
		}
	}

	private static String[] properties(String concurrency) {
		return new String[] { "topic=" + GROUP, "group=" + GROUP, "bad=bad", "concurrency=" + concurrency,
				"management.endpoints.web.exposure.include=health,prometheus,kafkagroups",
				"steady.kafka.operations.topic=" + GROUP + "-operations",
				"steady.kafka.failure.backoff.initial-interval=300ms",
				"steady.kafka.failure.backoff.max-interval=300ms", "steady.kafka.failure.backoff.max-attempts=2",
				"spring.kafka.consumer.auto-offset-reset=earliest",
				// It stays a member while it is silent.
				"spring.kafka.consumer.properties.session.timeout.ms=60000",
				"spring.kafka.consumer.properties.heartbeat.interval.ms=500" };
	}

}
