package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ShareKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultShareConsumerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests share groups (KIP-932) on a real broker: their lag, and listeners that use them.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShareGroupTests {

	private static final String GROUP = "$.details.groups.share-orders.";

	private static final String LISTENER = "$.details.listeners.shared.";

	@Test
	void aShareGroupIsSampledAndItsListenerFollowed(CapturedOutput output) throws Exception {
		try (BrokerProcess broker = new BrokerProcess(Map.of("share.coordinator.state.topic.replication.factor", "1",
				"share.coordinator.state.topic.min.isr", "1", "share.coordinator.state.topic.num.partitions", "1"))) {
			broker.start();
			broker.createTopic("shared-orders", 2);
			readFromTheBeginning(broker, "share-orders");
			try (RunningApp app = RunningApp.start(ShareApplication.class, broker.servers(),
					"steady.kafka.lag.groups[0].id=share-orders", "steady.kafka.health.consumers.grace=0s")) {
				Gate gate = app.bean(Gate.class);
				send(broker, "good", 20);
				await().untilAsserted(() -> assertThat(app.health("kafkaLag", GROUP + "type")).isEqualTo("Share"));
				await().untilAsserted(() -> assertThat(app.health("kafkaLag", GROUP + "lag")).isEqualTo("0"));
				await().untilAsserted(
						() -> assertThat(app.health("kafkaLag", GROUP + "topics.shared-orders.1")).isEqualTo("0"));
				assertThat(app.health("kafkaLag", GROUP + "members")).isEqualTo("1");
				assertThat(app.health("kafkaLag", GROUP + "status")).isEqualTo("UP");
				gate.close();
				send(broker, "good", 20);
				await().untilAsserted(() -> assertThat(app.health("kafkaLag", GROUP + "lag")).isEqualTo("20"));
				gate.open();
				await().untilAsserted(() -> assertThat(app.health("kafkaLag", GROUP + "lag")).isEqualTo("0"));

				assertThat(output).contains("Steady Kafka does not prepare share listener 'shared'");
				assertThat(app.health("kafkaConsumers", LISTENER + "state")).isEqualTo("RUNNING");
				assertThat(app.health("kafkaConsumers", LISTENER + "shareGroup")).isEqualTo("share-orders");
				assertThat(app.health("kafkaConsumers", LISTENER + "status")).isEqualTo("UP");
				send(broker, "error", 1);
				await().untilAsserted(() -> assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DOWN"));
				assertThat(app.health("kafkaConsumers", LISTENER + "state")).isEqualTo("FAILED");
				assertThat(app.health("kafkaConsumers", LISTENER + "reason"))
					.isEqualTo("an Error was thrown, see the log");
				assertThat(app.health("kafkaConsumers", LISTENER + "remedy")).contains("start it again");
			}
		}
	}

	private static void readFromTheBeginning(BrokerProcess broker, String group)
			throws ExecutionException, InterruptedException {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.servers()))) {
			admin
				.incrementalAlterConfigs(
						Map.of(new ConfigResource(ConfigResource.Type.GROUP, group),
								List.of(new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"),
										AlterConfigOp.OpType.SET))))
				.all()
				.get();
		}
	}

	private static void send(BrokerProcess broker, String value, int records) {
		Map<String, Object> config = Map.of("bootstrap.servers", broker.servers());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < records; i++) {
				producer.send(new ProducerRecord<>("shared-orders", i % 2, "key", value));
			}
		}
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ShareApplication {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		ShareKafkaListenerContainerFactory<String, String> shareFactory(Environment environment) {
			Map<String, Object> config = new HashMap<>();
			config.put("bootstrap.servers", environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
			config.put("key.deserializer", StringDeserializer.class);
			config.put("value.deserializer", StringDeserializer.class);
			return new ShareKafkaListenerContainerFactory<>(new DefaultShareConsumerFactory<>(config));
		}

		@Bean
		Shared shared(Gate gate) {
			return new Shared(gate);
		}

	}

	/**
	 * Reads with the share group.
	 *
	 * @param gate lets records pass
	 */
	record Shared(Gate gate) {

		@KafkaListener(id = "shared", topics = "shared-orders", groupId = "share-orders",
				containerFactory = "shareFactory")
		void handle(String order) throws InterruptedException {
			this.gate.pass();
			if (order.equals("error")) {
				throw new StackOverflowError("expected by the test");
			}
		}

	}

}
