package io.steadykafka.operations;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ListenerControl} with a real broker.
 */
class ListenerControlTests {

	@Test
	void aPausedListenerGetsNothingUntilItIsResumed() {
		try (RunningApp app = start("control-all", 2, "steady.kafka.health.lag.threshold=0")) {
			send("control-all", 0, 1);
			awaitHandled(app, "0@0", "1@0");
			ListenerControl control = app.bean(ListenerControl.class);
			control.pause("orders", null, null, "alice");
			control.pause("orders", null, null, "bob");
			send("control-all", 0, 1);
			await().during(Duration.ofSeconds(2)).until(() -> handled(app).size() == 2);
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
			assertThat(app.health("kafkaConsumers", "$.components.orders.details.paused")
					+ app.health("kafkaConsumers", "$.details.listeners.orders.paused"))
				.contains("all partitions paused by alice, since 20");
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.details.groups")).contains(
					"the lag of [control-all-0, control-all-1] does not count: all partitions paused by alice, since 20"));
			assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP");
			control.resume("orders", null, null, "alice");
			awaitHandled(app, "0@0", "1@0", "0@1", "1@1");
		}
	}

	@Test
	void aPauseOfAPartitionHoldsThroughRestartsAndRebalances() {
		try (RunningApp app = start("control-one", 2)) {
			app.bean(ListenerControl.class).pause("orders", "control-one", 1, "alice");
			send("control-one", 0, 1);
			awaitHandled(app, "0@0");
			assertThat(app.bean(ListenerControl.class).stop("orders", "alice")).isTrue();
			app.bean(ListenerControl.class).start("orders", "alice");
			send("control-one", 0);
			awaitHandled(app, "0@0", "0@1");
			RunningApp other = start("control-one", 2);
			try (other) {
				await().until(() -> app.membersPartitions("orders").equals(List.of(1)));
			}
			await().until(() -> app.membersPartitions("orders").equals(List.of(2)));
			send("control-one", 0, 1);
			await().until(() -> handled(app).contains("0@2") || handled(other).contains("0@2"));
			await().during(Duration.ofSeconds(1)).until(() -> !handled(app).contains("1@1"));
		}
	}

	@Test
	void aPartitionThatIsAddedToAPausedTopicIsPausedToo() throws Exception {
		try (RunningApp app = start("control-added", 1, "spring.kafka.consumer.properties.metadata.max.age.ms=500")) {
			app.bean(ListenerControl.class).pause("orders", "control-added", null, "alice");
			try (Admin admin = Broker.shared().admin()) {
				admin.createPartitions(Map.of("control-added", NewPartitions.increaseTo(2))).all().get();
			}
			await().until(() -> app.membersPartitions("orders").equals(List.of(2)));
			send("control-added", 0, 1);
			await().during(Duration.ofSeconds(2)).until(() -> handled(app).isEmpty());
			app.bean(ListenerControl.class).resume("orders", null, null, "alice");
			awaitHandled(app, "0@0", "1@0");
		}
	}

	@Test
	void whatTheApplicationPausesIsLeftAlone() {
		try (RunningApp app = start("control-own", 1)) {
			MessageListenerContainer container = container(app);
			container.pause();
			ListenerControl control = app.bean(ListenerControl.class);
			assertThatIllegalStateException().isThrownBy(() -> control.resume("orders", null, null, "alice"))
				.withMessageContaining("of listener 'orders' is paused nothing. The application itself paused");
			control.pause("orders", null, null, "alice");
			control.resume("orders", null, null, "alice");
			assertThat(container.isPauseRequested()).isTrue();
			send("control-own", 0);
			await().during(Duration.ofSeconds(1)).until(() -> handled(app).isEmpty());
			container.resume();
			awaitHandled(app, "0@0");
		}
	}

	@Test
	void aWiderPauseHasToBeResumedItself() {
		try (RunningApp app = start("control-wider", 1)) {
			ListenerControl control = app.bean(ListenerControl.class);
			control.pause("orders", "control-wider", null, "alice");
			assertThatIllegalStateException().isThrownBy(() -> control.resume("orders", "control-wider", 0, "bob"))
				.withMessageContaining("topic control-wider paused by alice");
			control.pause("orders", "control-wider", 0, "bob");
			control.resume("orders", "control-wider", null, "alice");
			send("control-wider", 0);
			awaitHandled(app, "0@0");
		}
	}

	@Test
	void aListenerIsStartedOnlyAfterItsStopIsOver() {
		try (RunningApp app = start("control-stop", 1, "steady.kafka.delivery.stop-timeout=500ms")) {
			Gate gate = new Gate();
			gate.close();
			CountDownLatch called = new CountDownLatch(1);
			app.bean(Worker.class).does((record, consumer) -> {
				called.countDown();
				gate.pass();
			});
			send("control-stop", 0);
			await().until(() -> called.getCount() == 0);
			ListenerControl control = app.bean(ListenerControl.class);
			assertThat(control.stop("orders", "alice")).isFalse();
			assertThatIllegalStateException().isThrownBy(() -> control.start("orders", "alice"))
				.withMessageContaining("is still finishing");
			gate.open();
			await().until(() -> control.stop("orders", "alice"));
			control.start("orders", "alice");
			control.start("orders", "alice");
			send("control-stop", 0);
			await().until(() -> handled(app).contains("0@1"));
		}
	}

	@Test
	void whatIsNotThereIsNamed() {
		try (RunningApp app = start("control-wrong", 1)) {
			ListenerControl control = app.bean(ListenerControl.class);
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> control.pause("order", null, null, "alice"))
				.withMessageContaining("no listener 'order' here")
				.withMessageContaining("[orders]");
			assertThatIllegalArgumentException().isThrownBy(() -> control.pause("orders", null, 1, "alice"))
				.withMessageContaining("partition 1 needs a topic");
		}
	}

	private static RunningApp start(String name, int partitions, String... properties) {
		try (Admin admin = Broker.shared().admin()) {
			if (!admin.listTopics().names().get().contains(name)) {
				Broker.shared().createTopic(name, partitions);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		String[] all = IntStream.range(0, properties.length + 2)
			.mapToObj((i) -> (i < 2) ? List.of("topic=" + name, "group=" + name).get(i) : properties[i - 2])
			.toArray(String[]::new);
		RunningApp app = RunningApp.start(WorkApplication.class, Broker.shared().servers(), all);
		await().until(() -> app.membersPartitions("orders").stream().mapToInt(Integer::intValue).sum() > 0);
		return app;
	}

	private static MessageListenerContainer container(RunningApp app) {
		return app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
	}

	private static void send(String topic, int... partitions) {
		try (KafkaProducer<String, String> producer = Broker.shared().producer(Map.of())) {
			for (int partition : partitions) {
				producer.send(new ProducerRecord<>(topic, partition, "key", "value"));
			}
		}
	}

	private static List<String> handled(RunningApp app) {
		return app.bean(Worker.class)
			.handled()
			.stream()
			.map((record) -> record.partition() + "@" + record.offset())
			.toList();
	}

	private static void awaitHandled(RunningApp app, String... records) {
		await().untilAsserted(() -> assertThat(handled(app)).containsExactlyInAnyOrder(records));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
	}

}
