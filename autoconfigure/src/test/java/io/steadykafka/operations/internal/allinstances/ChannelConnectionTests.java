package io.steadykafka.operations.internal.allinstances;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.internal.channel.ChannelOptions;
import io.steadykafka.operations.internal.channel.LivePartitionCommands;
import io.steadykafka.operations.internal.member.DefaultListenerControl;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ChannelConnection}.
 */
class ChannelConnectionTests {

	private final ListenerPauses pauses = new ListenerPauses(Clock.systemUTC());

	private final ListenerContainers listeners = new ListenerContainers(() -> List.of(this.connection),
			(container) -> false, new Containment());

	private ChannelConnection connection;

	@AfterEach
	void close() {
		this.connection.close();
	}

	@Test
	void nothingIsDeliveredForAWhileIfTheTopicCanNotBeRead() {
		connect("dead", Duration.ofSeconds(2));
		assertThat(this.pauses.isLearning()).isFalse();
		Instant start = Instant.now();
		prepare("orders", "localhost:1");
		assertThat(this.pauses.isLearning()).isTrue();
		prepare("payments", "localhost:1");
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !this.pauses.isLearning());
		assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
		assertThat(this.connection.scope()).startsWith("this instance only");
	}

	@Test
	void aListenerThatComesLaterHasThePausesOfOtherInstances() {
		String topic = "connection-late";
		Broker broker = Broker.shared();
		broker.createTopic(topic, 1);
		try (KafkaProducer<String, String> producer = broker.producer(Map.of())) {
			producer.send(new ProducerRecord<>(topic, 0, "report/x", report("late")));
		}
		connect(topic, Duration.ofMinutes(1));
		prepare("orders", broker.servers());
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !this.pauses.isLearning());
		ListenerContainer late = prepare("late", broker.servers());
		assertThat(this.pauses.of(late)).singleElement().asString().startsWith("all partitions paused by bob");
	}

	private void connect(String topic, Duration catchUp) {
		PauseExchange exchange = new PauseExchange(this.listeners, this.pauses, (listener) -> Optional.empty(),
				(listener) -> {
				}, true);
		RemoteCommands commands = new RemoteCommands(
				new LivePartitionCommands(new KnownReport.OwnedHere(Set.of()), System::nanoTime),
				new DefaultListenerControl(this.listeners, (listener) -> Optional.empty(), this.pauses, (listener) -> {
				}), exchange, null);
		this.connection = new ChannelConnection(new ChannelOptions(topic, Duration.ofMillis(500), true), Map::of,
				commands, (group) -> true, exchange, Duration.ofSeconds(2), new Containment(), catchUp);
	}

	private static String report(String listener) {
		return """
				{"v": 1, "type": "report", "from": "x", "name": "host", "body": {"listeners": {"%s": {"pauseChanges": [
				{"topic": null, "partition": null, "paused": true, "by": "bob", "since": "%s", "version": 1}]}}}}
				""".formatted(listener, Instant.now());
	}

	private ListenerContainer prepare(String id, String servers) {
		ListenerContainer listener = Listeners.subscribed(id, "group", Map.of("bootstrap.servers", servers));
		this.listeners.prepare(List.of(listener.container()));
		return this.listeners.find(listener.container()).orElseThrow();
	}

}
