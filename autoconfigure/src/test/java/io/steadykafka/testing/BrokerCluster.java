package io.steadykafka.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.awaitility.Awaitility;

/**
 * Three real brokers and their controller, each in its own process. All topics have three
 * replicas, also the one of group offsets.
 */
public final class BrokerCluster implements AutoCloseable {

	private static final int BROKERS = 3;

	private final BrokerProcess controller;

	private final List<BrokerProcess> brokers = new ArrayList<>();

	public BrokerCluster() {
		String quorum = "localhost:" + BrokerProcess.freePort();
		this.controller = new BrokerProcess(Map.of("process.roles", "controller", "listeners", "CONTROLLER://" + quorum,
				"controller.quorum.bootstrap.servers", quorum, "node.id", "100", "broker.session.timeout.ms", "9000"),
				List.of("--standalone"));
		for (int broker = 0; broker < BROKERS; broker++) {
			this.brokers.add(broker(broker, quorum));
		}
		this.controller.launch();
		this.brokers.forEach(BrokerProcess::launch);
		try (Admin admin = admin()) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.ignoreExceptions()
				.until(() -> admin.describeCluster().nodes().get().size() == BROKERS);
		}
	}

	private static BrokerProcess broker(int id, String quorum) {
		Map<String, String> properties = new HashMap<>(Map.of("process.roles", "broker", "node.id",
				String.valueOf(id + 1), "controller.quorum.bootstrap.servers", quorum, "default.replication.factor",
				"3", "offsets.topic.replication.factor", "3", "min.insync.replicas", "1"));
		properties.put("transaction.state.log.replication.factor", "3");
		return new BrokerProcess(properties, List.of());
	}

	public String servers() {
		return this.brokers.stream().map(BrokerProcess::servers).collect(Collectors.joining(","));
	}

	public Admin admin() {
		return Admin.create(Map.of("bootstrap.servers", servers()));
	}

	/**
	 * Create a topic with three replicas.
	 * @param partitions how many partitions it has
	 */
	public void createTopic(String topic, int partitions) {
		try (Admin admin = admin()) {
			admin.createTopics(List.of(new NewTopic(topic, partitions, (short) BROKERS))).all().get();
			Awaitility.await().ignoreExceptions().until(() -> inSync(admin, topic));
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until all replicas of topics are in sync.
	 */
	public void awaitInSync(String... topics) {
		try (Admin admin = admin()) {
			for (String topic : topics) {
				Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> inSync(admin, topic));
			}
		}
	}

	private static boolean inSync(Admin admin, String topic) throws Exception {
		TopicDescription description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
		return description.partitions().stream().allMatch((partition) -> partition.isr().size() == BROKERS);
	}

	/**
	 * The broker that coordinates a group.
	 */
	public int coordinatorOf(String group) {
		try (Admin admin = admin()) {
			Node coordinator = admin.describeConsumerGroups(List.of(group)).all().get().get(group).coordinator();
			return coordinator.id() - 1;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public BrokerProcess broker(int index) {
		return this.brokers.get(index);
	}

	@Override
	public void close() {
		this.brokers.forEach(BrokerProcess::close);
		this.controller.close();
	}

}
