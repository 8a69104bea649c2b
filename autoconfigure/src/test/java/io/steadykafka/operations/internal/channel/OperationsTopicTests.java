package io.steadykafka.operations.internal.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.SecuredBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a broker whose ACLs don't let the application create the topic.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperationsTopicTests {

	@Test
	void whoMayNotCreateTheTopicSaysOnceWhatToDoAndWorksOnceThatIsDone(CapturedOutput output) {
		try (SecuredBroker broker = new SecuredBroker(); Channels channels = new Channels(app(broker), "ops")) {
			OperationsChannel a = channels.start("a");
			Channels.await(() -> assertThat(a.problem()).contains("READ and WRITE on that topic"));
			broker.allow(acl(AclOperation.READ), acl(AclOperation.WRITE));
			Channels.await(() -> assertThat(a.problem()).contains("does not exist and can't be created",
					OperationsTopic.command("ops")));
			assertThat(output.getAll()).containsOnlyOnce("Operations concern this instance only");

			broker.createTopic("ops", 1);
			Channels.await(() -> assertThat(a.problem()).isNull());
			OperationsChannel b = channels.start("b");
			Channels.await(() -> assertThat(a.others()).containsOnlyKeys(b.self().id()));
			Channels.await(() -> assertThat(b.others()).containsOnlyKeys(a.self().id()));
			assertThat(output.getAll()).containsOnlyOnce("Operations concern this instance only");
		}
	}

	@Test
	void instancesThatCreateTheTopicAtTheSameMomentAllHaveIt() throws Exception {
		Broker broker = Broker.shared();
		CyclicBarrier start = new CyclicBarrier(6);
		List<CompletableFuture<Void>> instances = IntStream.range(0, 6).mapToObj((index) -> {
			OperationsTopic topic = new OperationsTopic("ops-together",
					Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.servers()), "instance-" + index);
			return CompletableFuture.runAsync(() -> ensure(topic, start), (task) -> new Thread(task).start());
		}).toList();
		assertThat(instances).allSatisfy((instance) -> instance.get(60, TimeUnit.SECONDS));
		try (Admin admin = broker.admin()) {
			assertThat(admin.describeTopics(List.of("ops-together"))
				.allTopicNames()
				.get()
				.get("ops-together")
				.partitions()).hasSize(1);
		}
	}

	private static void ensure(OperationsTopic topic, CyclicBarrier start) {
		try {
			start.await();
			topic.ensure();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void theCommandSaysEverything() {
		assertThat(OperationsTopic.command("ops"))
			.startsWith("kafka-topics.sh --bootstrap-server … --create --topic ops ")
			.contains("--partitions 1 ", "--config cleanup.policy=compact,delete ", "--config retention.ms=3600000 ");
	}

	private static Map<String, Object> app(SecuredBroker broker) {
		Map<String, Object> app = new HashMap<>(broker.adminLogin());
		app.computeIfPresent("sasl.jaas.config", (key, value) -> value.toString().replace("admin", "app"));
		return app;
	}

	private static AclBinding acl(AclOperation operation) {
		return new AclBinding(new ResourcePattern(ResourceType.TOPIC, "ops", PatternType.LITERAL),
				new AccessControlEntry("User:app", "*", operation, AclPermissionType.ALLOW));
	}

}
