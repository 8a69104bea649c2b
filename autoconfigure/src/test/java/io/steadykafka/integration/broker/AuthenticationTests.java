package io.steadykafka.integration.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.failure.FailingApplications.Records;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a broker that requires a login which does not know the application's user yet:
 * with the starter the application keeps trying, says so, and consumes once the user
 * exists; without it the listener stops for good. A missing topic is not created
 * meanwhile. Dead letters of a listener are published with its login.
 */
class AuthenticationTests {

	private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required"
			+ " username=\"%s\" password=\"secret\";";

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void authenticationIsTriedAgain(boolean steady) throws Exception {
		try (BrokerProcess broker = broker(); Admin admin = admin(broker)) {
			broker.start(login("admin"));
			try (RunningApp app = start(broker, steady)) {
				if (steady) {
					String state = "$.details.listeners.orders.state";
					await().untilAsserted(() -> assertThat(app.health("kafkaConsumers", state)).isEqualTo("RETRYING"));
					assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("DEGRADED");
					assertThat(app.health("kafkaConsumers", "$.details.listeners.orders.reason"))
						.contains("authentication failed");
					await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.details.groups.auth.reason"))
						.contains("Authentication"));
					addUser(admin);
					await().untilAsserted(() -> assertThat(app.health("kafkaConsumers", state)).isEqualTo("RUNNING"));
					await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.details.groups.auth.reason"))
						.isEqualTo("topics do not exist: auth-orders"));
				}
				else {
					await().untilAsserted(() -> assertThat(runs(app)).isFalse());
				}
				assertThat(admin.listTopics().names().get()).doesNotContain("auth-orders");
			}
		}
	}

	@Test
	void deadLettersArePublishedWithWhatTheConsumerLogsInWith() throws Exception {
		TopicPartition letters = new TopicPartition("secret-dlt", 0);
		try (BrokerProcess broker = broker(); Admin admin = admin(broker)) {
			broker.start(login("admin"));
			addUser(admin);
			admin.createTopics(List.of(new NewTopic("secret", 1, (short) 1), new NewTopic("secret-dlt", 1, (short) 1)))
				.all()
				.get();
			Map<String, Object> config = new HashMap<>(login("admin"));
			config.put("bootstrap.servers", broker.servers());
			try (Producer<String, String> producer = new KafkaProducer<>(config, new StringSerializer(),
					new StringSerializer())) {
				producer.send(new ProducerRecord<>("secret", "key", "value")).get();
			}
			try (RunningApp app = RunningApp.start(Records.class, broker.servers(),
					withLogin("topic=secret", "bad=0@0", "spring.kafka.consumer.auto-offset-reset=earliest",
							"steady.kafka.failure.on-exhausted=dead-letter",
							"steady.kafka.failure.backoff.max-attempts=1"))) {
				await().untilAsserted(() -> assertThat(
						admin.listOffsets(Map.of(letters, OffsetSpec.latest())).partitionResult(letters).get().offset())
					.isEqualTo(1));
				await().untilAsserted(() -> assertThat(app.bean(BlockedRecords.class).list()).isEmpty());
			}
		}
	}

	private static BrokerProcess broker() {
		BrokerProcess broker = new BrokerProcess(
				Map.of("listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
						"sasl.enabled.mechanisms", "SCRAM-SHA-256", "sasl.mechanism.inter.broker.protocol",
						"SCRAM-SHA-256", "listener.name.plaintext.scram-sha-256.sasl.jaas.config",
						LOGIN.formatted("admin"), "auto.create.topics.enable", "true"),
				"--add-scram", "SCRAM-SHA-256=[name=admin,password=secret]");
		return broker;
	}

	private static Map<String, Object> login(String user) {
		return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "SCRAM-SHA-256", "sasl.jaas.config",
				LOGIN.formatted(user));
	}

	private static Admin admin(BrokerProcess broker) {
		Map<String, Object> config = new HashMap<>(login("admin"));
		config.put("bootstrap.servers", broker.servers());
		return Admin.create(config);
	}

	private static void addUser(Admin admin) throws Exception {
		admin
			.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("app",
					new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), "secret")))
			.all()
			.get();
	}

	private static RunningApp start(BrokerProcess broker, boolean steady) {
		return RunningApp.start(OrdersApplication.class, broker.servers(), withLogin("topic=auth-orders", "group=auth",
				"steady.kafka.enabled=" + steady, "steady.kafka.defaults.auth-exception-retry-interval=1s"));
	}

	private static String[] withLogin(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.add("spring.kafka.security.protocol=SASL_PLAINTEXT");
		all.add("spring.kafka.properties.sasl.mechanism=SCRAM-SHA-256");
		all.add("spring.kafka.properties.sasl.jaas.config=" + LOGIN.formatted("app"));
		return all.toArray(String[]::new);
	}

	private static boolean runs(RunningApp app) {
		return app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").isRunning();
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

}
