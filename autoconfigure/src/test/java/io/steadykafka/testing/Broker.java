package io.steadykafka.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Real brokers in this JVM. All tests share the first one, so topics and groups need
 * distinct names.
 */
public final class Broker {

	private static final Map<Integer, Broker> brokers = new HashMap<>();

	private final EmbeddedKafkaKraftBroker broker;

	private Broker() {
		this.broker = new EmbeddedKafkaKraftBroker(1, 1);
		// Sessions of the consumer protocol are as long as ever, and a group may ask for
		// shorter ones.
		this.broker.brokerProperties(Map.of("auto.create.topics.enable", "false", "group.initial.rebalance.delay.ms",
				"0", "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
				"group.consumer.min.session.timeout.ms", "2000", "group.consumer.min.heartbeat.interval.ms", "500"));
		this.broker.afterPropertiesSet();
	}

	public static Broker shared() {
		return number(0);
	}

	public static synchronized Broker number(int index) {
		return brokers.computeIfAbsent(index, (key) -> new Broker());
	}

	public String servers() {
		return this.broker.getBrokersAsString();
	}

	public Admin admin() {
		return Admin.create(Map.of("bootstrap.servers", servers()));
	}

	public KafkaProducer<String, String> producer(Map<String, Object> config) {
		Map<String, Object> all = new HashMap<>(config);
		all.put("bootstrap.servers", servers());
		return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
	}

	public void createTopic(String topic, int partitions) {
		createTopic(servers(), topic, partitions);
	}

	static void createTopic(String servers, String topic, int partitions) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
			admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Configure a group of the consumer protocol.
	 * @param configuration keys and values
	 */
	public void configureGroup(String group, Map<String, String> configuration) {
		List<AlterConfigOp> changes = configuration.entrySet()
			.stream()
			.map((entry) -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()),
					AlterConfigOp.OpType.SET))
			.toList();
		try (Admin admin = admin()) {
			admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), changes))
				.all()
				.get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Send records to each partition in turn: one more to each partition than to the one
	 * before, so that no two partitions have the same number.
	 * @param partitions how many partitions it has
	 * @param atLeast how many records the first partition gets
	 * @return how many records were sent
	 */
	public int send(String topic, int partitions, int atLeast) {
		int[] counts = IntStream.range(0, partitions).map((partition) -> atLeast + partition).toArray();
		try (KafkaProducer<String, String> producer = producer(Map.of())) {
			for (int partition = 0; partition < partitions; partition++) {
				for (int i = 0; i < counts[partition]; i++) {
					producer.send(new ProducerRecord<>(topic, partition, "key", "value"));
				}
			}
		}
		return IntStream.of(counts).sum();
	}

}
