package io.steadykafka.sample.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The broker's configuration: one node that is broker and controller, and as small as a
 * laptop likes it.
 */
final class EmbeddedBrokerSettings {

	static final String HOST = "localhost";

	static final String CONTROLLER = "CONTROLLER";

	static final int NODE = 1;

	private EmbeddedBrokerSettings() {
	}

	static Map<String, String> of(int port, int controllerPort, Path directory) {
		Map<String, String> settings = new HashMap<>();
		settings.put("process.roles", "broker,controller");
		settings.put("node.id", Integer.toString(NODE));
		settings.put("listeners",
				"CLIENTS://%1$s:%2$d,%3$s://%1$s:%4$d".formatted(HOST, port, CONTROLLER, controllerPort));
		settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
		settings.put("inter.broker.listener.name", "CLIENTS");
		settings.put("controller.listener.names", CONTROLLER);
		settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, controllerPort));
		settings.put("log.dirs", directory.toString());
		// A mistyped topic is to be noticed, not made.
		settings.put("auto.create.topics.enable", "false");
		// Three seconds of waiting for more members are for clusters.
		settings.put("group.initial.rebalance.delay.ms", "0");
		putSizes(settings);
		return settings;
	}

	private static void putSizes(Map<String, String> settings) {
		for (String topic : new String[] { "offsets.topic", "transaction.state.log",
				"share.coordinator.state.topic" }) {
			settings.put(topic + ".replication.factor", "1");
			settings.put(topic + ".num.partitions", "1");
		}
		settings.put("transaction.state.log.min.isr", "1");
		settings.put("share.coordinator.state.topic.min.isr", "1");
		// 128 MB of heap by default, for cleaning what is small here.
		settings.put("log.cleaner.dedupe.buffer.size", "2097152");
		// An instance that runs for days must not fill the temporary folder.
		settings.put("log.segment.bytes", "16777216");
		settings.put("log.retention.hours", "6");
	}

}
