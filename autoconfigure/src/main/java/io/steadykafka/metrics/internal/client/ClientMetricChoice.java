package io.steadykafka.metrics.internal.client;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.MetricName;

/**
 * Which of Kafka's metrics of a consumer are exported. Decides by the name of a metric
 * alone.
 *
 * @param all whether all are, instead of the default ones
 */
record ClientMetricChoice(boolean all) {

	private static final String CLIENT = "client-id";

	private static final Map<Set<String>, Level> LEVELS = Map.of(Set.of(CLIENT), Level.MEMBER, Set.of(CLIENT, "topic"),
			Level.TOPIC, Set.of(CLIENT, "topic", "partition"), Level.PARTITION, Set.of(CLIENT, "node-id"), Level.NODE);

	/**
	 * The level that a metric is exported at.
	 * @return the level, empty if it is not exported
	 */
	Optional<Level> levelOf(MetricName metric) {
		// Others are about the library and the JVM.
		if (!metric.group().startsWith("consumer-")) {
			return Optional.empty();
		}
		return Optional.ofNullable(LEVELS.get(metric.tags().keySet()))
			.filter((level) -> this.all || ClientMeter.isOneOf(level, metric.name()));
	}

	/**
	 * The names by which Kafka repeats what it says of topics whose name has a dot.
	 * @param metrics the names of all metrics of a consumer
	 * @return the topics' names with underscores
	 */
	static Set<String> repeatedTopics(Set<MetricName> metrics) {
		Set<String> dotted = new HashSet<>();
		for (MetricName metric : metrics) {
			Map<String, String> tags = metric.tags();
			String topic = tags.get("topic");
			if (topic != null && topic.indexOf('.') >= 0) {
				dotted.add(topic);
			}
		}
		return dotted.stream().map((topic) -> topic.replace('.', '_')).collect(Collectors.toSet());
	}

	/**
	 * What a metric is about.
	 */
	enum Level {

		MEMBER(""), TOPIC("topic."), PARTITION("partition."), NODE("node.");

		private final String prefix;

		Level(String prefix) {
			this.prefix = prefix;
		}

		/**
		 * What the names of meters begin with: Kafka gives metrics of several levels one
		 * name, and a meter has the same tags everywhere.
		 * @return the prefix, with a dot behind it if it is not empty
		 */
		String prefix() {
			return this.prefix;
		}

	}

}
