package io.steadykafka.sample.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EmbeddedBroker}.
 */
class EmbeddedBrokerTests {

	@Test
	void servesClientsAndLeavesNothingBehind() throws Exception {
		Path directory;
		try (EmbeddedBroker broker = EmbeddedBroker.start(freePort())) {
			directory = broker.directory();
			assertThat(directory).isDirectory();
			createTopic(broker.address());
			produce(broker.address());
			assertThat(consume(broker.address())).extracting(ConsumerRecord::value).containsExactly("value");
		}
		assertThat(directory).doesNotExist();
	}

	@Test
	void startsAgainOnThePortOfOneThatWasClosed() throws Exception {
		int port = freePort();
		EmbeddedBroker.start(port).close();
		try (EmbeddedBroker broker = EmbeddedBroker.start(port)) {
			createTopic(broker.address());
		}
	}

	@Test
	void tellsThatItsPortIsTaken() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			assertThatExceptionOfType(BrokerPortException.class)
				.isThrownBy(() -> EmbeddedBroker.start(taken.getLocalPort()))
				.satisfies((ex) -> assertThat(ex.port()).isEqualTo(taken.getLocalPort()))
				.withMessageContaining("Address already in use");
		}
	}

	private static void createTopic(String address) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
			admin.createTopics(List.of(new NewTopic("topic", Optional.of(2), Optional.empty()))).all().get();
		}
	}

	private static void produce(String address) throws Exception {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers", address),
				new StringSerializer(), new StringSerializer())) {
			producer.send(new ProducerRecord<>("topic", "key", "value")).get();
		}
	}

	private static Iterable<ConsumerRecord<String, String>> consume(String address) {
		Map<String, Object> configuration = Map.of("bootstrap.servers", address, "group.id", "group",
				"auto.offset.reset", "earliest");
		try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(configuration, new StringDeserializer(),
				new StringDeserializer())) {
			consumer.subscribe(List.of("topic"));
			return consumer.poll(Duration.ofSeconds(30));
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
