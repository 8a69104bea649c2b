package io.steadykafka.integration.operations;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.InstanceProcess;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A topic and a group of the same name, operated over HTTP.
 */
final class OperatedGroup {

	private final String name;

	private final int partitions;

	private final List<String> properties = new ArrayList<>();

	private RunningApp here;

	OperatedGroup(String name, int partitions, String style, String protocol) {
		this.name = name;
		this.partitions = partitions;
		Broker.shared().createTopic(name, partitions);
		Broker.shared().createTopic(name + "-dlt", partitions);
		this.properties.addAll(List.of("topic=" + name, "group=" + name, "finish=at-once",
				"style=" + (style.equals("transactional") ? "record" : style),
				"management.endpoints.web.exposure.include=health,prometheus,kafkagroups",
				"management.endpoint.kafkagroups.access=unrestricted",
				"steady.kafka.failure.backoff.initial-interval=300ms",
				"steady.kafka.failure.backoff.max-interval=300ms", "steady.kafka.failure.backoff.max-attempts=2",
				"steady.kafka.delivery.stop-timeout=5s"));
		if (style.equals("transactional")) {
			this.properties.add("spring.kafka.producer.transaction-id-prefix=" + name + "-" + "${random.uuid}");
		}
		if (style.equals("manual")) {
			this.properties.add("spring.kafka.listener.ack-mode=MANUAL");
		}
		this.properties.add("spring.kafka.consumer.properties.group.protocol=" + protocol);
		if (protocol.equals("consumer")) {
			Broker.shared()
				.configureGroup(name,
						Map.of("consumer.session.timeout.ms", "3000", "consumer.heartbeat.interval.ms", "500"));
		}
		else {
			this.properties.addAll(List.of("spring.kafka.consumer.properties.session.timeout.ms=6000",
					"spring.kafka.consumer.properties.heartbeat.interval.ms=500"));
		}
	}

	OperatedGroup with(String... more) {
		this.properties.addAll(List.of(more));
		return this;
	}

	String name() {
		return this.name;
	}

	RunningApp start() {
		this.here = RunningApp.start(WorkApplication.class, Broker.shared().servers(),
				this.properties.toArray(String[]::new));
		await().until(() -> owned() == this.partitions);
		return this.here;
	}

	/**
	 * Start another instance in this JVM.
	 */
	RunningApp startBeside() {
		return RunningApp.start(WorkApplication.class, Broker.shared().servers(),
				this.properties.toArray(String[]::new));
	}

	InstanceProcess startOther() {
		return InstanceProcess.start(WorkApplication.class, Broker.shared().servers(),
				this.properties.toArray(String[]::new));
	}

	int owned() {
		return this.here.membersPartitions("orders").stream().mapToInt(Integer::intValue).sum();
	}

	void send(int partition, String... values) {
		try (KafkaProducer<String, String> producer = Broker.shared().producer(Map.of())) {
			for (String value : values) {
				producer.send(new ProducerRecord<>(this.name, partition, "key", value));
			}
		}
	}

	List<String> handled(int partition) {
		return this.here.bean(Worker.class)
			.handled()
			.stream()
			.filter((record) -> record.partition() == partition && record.topic().equals(this.name))
			.map((record) -> String.valueOf(record.offset()))
			.toList();
	}

	Map<Integer, Long> committed() {
		Map<Integer, Long> committed = new TreeMap<>();
		Offsets.committed(Broker.shared().servers(), this.name)
			.forEach((partition, offset) -> committed.put(partition.partition(), offset));
		return committed;
	}

	/**
	 * The committed offsets as {@code kafka-consumer-groups} shows them.
	 */
	Map<Integer, Long> committedByCommandLine() {
		return CommandLine.committed(Broker.shared().servers(), this.name);
	}

	/**
	 * Operates, and expects that it is done.
	 * @return the answer's result
	 */
	String done(String json) {
		HttpResponse<String> answer = post(json);
		assertThat(answer.statusCode()).as(json + " " + answer.body()).isEqualTo(200);
		return answer.body();
	}

	HttpResponse<String> post(String json) {
		return this.here.post("/actuator/kafkagroups/" + encoded(), json.replace('\'', '"'));
	}

	String describe() {
		HttpResponse<String> answer = this.here.get("/actuator/kafkagroups/" + encoded());
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	private String encoded() {
		return URLEncoder.encode(this.name, StandardCharsets.UTF_8);
	}

	static Object read(String json, String path) {
		return JsonPath.read(json, path);
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
	}

}
