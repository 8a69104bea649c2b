package io.steadykafka.delivery.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steadykafka.delivery.internal.consumer.SteadyConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import io.steadykafka.testing.Broker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Drives {@link SteadyConsumer} on real brokers against a model: whatever happens, each
 * record is delivered in the order of its partition and none is lost, and nothing is
 * committed that was not processed.
 * <p>
 * {@code -Dsteady.model.seed=…} repeats one seed, {@code -Dsteady.model.seeds=…} and
 * {@code -Dsteady.model.steps=…} make longer runs.
 */
class DeliveryModelTests {

	private static final int STEPS = Integer.getInteger("steady.model.steps", 100);

	private static EmbeddedKafkaKraftBroker quick;

	private final Broker broker = Broker.shared();

	static List<Arguments> runs() {
		List<Arguments> runs = new ArrayList<>();
		Long only = Long.getLong("steady.model.seed");
		long first = (only != null) ? only : 1;
		int seeds = (only != null) ? 1 : Integer.getInteger("steady.model.seeds", 1);
		for (long seed = first; seed < first + seeds; seed++) {
			for (Protocol protocol : Protocol.values()) {
				runs.add(Arguments.of(seed, protocol, TestMember.Kind.ONE_BY_ONE));
			}
			runs.add(Arguments.of(seed, Protocol.COOPERATIVE, TestMember.Kind.BATCH));
		}
		return runs;
	}

	@AfterAll
	static void stopBroker() {
		if (quick != null) {
			quick.destroy();
		}
	}

	@ParameterizedTest
	@MethodSource("runs")
	void whateverHappensNothingIsLost(long seed, Protocol protocol, TestMember.Kind kind) throws Exception {
		String topic = "model-%s-%s-%d".formatted(protocol, kind, seed).toLowerCase(Locale.ROOT);
		String servers = (protocol == Protocol.CONSUMER) ? quickBroker() : this.broker.servers();
		send(topic, servers);
		try (ModelRun run = new ModelRun(seed, topic, servers, protocol.config(), kind)) {
			run.run(STEPS);
		}
	}

	/**
	 * A broker whose members of the consumer protocol hear of each other at once, and not
	 * after 5 s.
	 */
	private static String quickBroker() {
		if (quick == null) {
			quick = new EmbeddedKafkaKraftBroker(1, 1);
			quick.brokerProperties(Map.of("auto.create.topics.enable", "false",
					"group.consumer.min.heartbeat.interval.ms", "100", "group.consumer.heartbeat.interval.ms", "100"));
			quick.afterPropertiesSet();
		}
		return quick.getBrokersAsString();
	}

	private static void send(String topic, String servers) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
			admin.createTopics(List.of(new NewTopic(topic, ModelRun.PARTITIONS, (short) 1))).all().get();
		}
		// One request at a time: with more, a repeated one is not always known as such.
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", servers, "max.in.flight.requests.per.connection", 1),
				new StringSerializer(), new StringSerializer())) {
			for (int i = 0; i < ModelRun.RECORDS * ModelRun.PARTITIONS; i++) {
				producer.send(new ProducerRecord<>(topic, i % ModelRun.PARTITIONS, "key", "value"));
			}
		}
	}

	enum Protocol {

		EAGER, COOPERATIVE, CONSUMER;

		Map<String, Object> config() {
			return switch (this) {
				case EAGER -> classic(RangeAssignor.class);
				case COOPERATIVE -> classic(CooperativeStickyAssignor.class);
				case CONSUMER -> Map.of("group.protocol", "consumer");
			};
		}

		private static Map<String, Object> classic(Class<?> assignor) {
			return Map.of("partition.assignment.strategy", assignor.getName(), "heartbeat.interval.ms", 100);
		}

	}

}
