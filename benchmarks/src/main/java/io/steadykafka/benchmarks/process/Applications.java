package io.steadykafka.benchmarks.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts applications.
 */
public final class Applications {

	private final ClassPaths classPaths;

	private final Path output;

	private final String servers;

	private final AtomicInteger started = new AtomicInteger();

	public Applications(ClassPaths classPaths, Path output, String servers) {
		this.classPaths = classPaths;
		this.output = output;
		this.servers = servers;
	}

	/**
	 * Start a broker of one's own.
	 * @param properties properties of the broker on top of those that each has
	 * @return the broker, which may take a moment until it answers
	 */
	public BrokerProcess broker(String name, Map<String, String> properties) {
		return BrokerProcess.start(this.classPaths, this.output, name, properties);
	}

	/**
	 * The same applications on another broker.
	 */
	public Applications on(BrokerProcess broker) {
		return new Applications(this.classPaths, this.output, broker.servers());
	}

	/**
	 * Kafka's own command line tool for consumer groups.
	 */
	public GroupsCommand groupsCommand() {
		return GroupsCommand.load(this.classPaths, this.servers);
	}

	/**
	 * Start the application.
	 */
	public ApplicationProcess start(Variant variant, String topic, String group, Map<String, String> properties) {
		String name = topic.replace(",", "+") + "-" + variant.name() + "-" + this.started.incrementAndGet();
		Map<String, String> all = new TreeMap<>(
				Map.of("spring.kafka.bootstrap-servers", this.servers, "spring.kafka.consumer.group-id", group,
						"spring.kafka.consumer.auto-offset-reset", "earliest", "benchmark.topic", topic));
		all.putAll(properties);
		all.putAll(variant.properties());
		return ApplicationProcess.start(this.classPaths.application(variant.side()), this.output.resolve(name), all);
	}

}
