package io.steadykafka.startup;

import java.util.List;
import java.util.Locale;

import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The startup report of one listener. Immutable.
 *
 * @param listener the listener's id
 * @param group the id of its consumer group, empty if it has none
 * @param topics what it reads: names of topics, one entry {@code pattern …}, or
 * partitions as {@code topic-0}
 * @param concurrency how many members it has in its group in this instance, at least 1
 * @param settings its settings for which the starter has a default
 */
public record ListenerReport(String listener, String group, List<String> topics, int concurrency,
		List<Setting> settings) {

	/**
	 * Format the report as the startup log prints it: one line for the listener, then one
	 * for each setting.
	 * @return the text, without a trailing line break
	 */
	public String describe() {
		int name = this.settings.stream().mapToInt((setting) -> setting.name().length()).max().orElse(0);
		int value = this.settings.stream().mapToInt((setting) -> setting.value().length()).max().orElse(0);
		StringBuilder text = new StringBuilder("Listener '").append(this.listener)
			.append("': group ")
			.append(this.group.isEmpty() ? "none" : "'" + this.group + "'")
			.append(", topics ")
			.append(this.topics)
			.append(", protocol ")
			.append(protocol())
			.append(", concurrency ")
			.append(this.concurrency);
		for (Setting setting : this.settings) {
			text.append(System.lineSeparator())
				.append("  ")
				.append(pad(setting.name(), name))
				.append(" = ")
				.append(pad(setting.value(), value))
				.append("  ")
				.append(setting.origin().label());
			if (!setting.note().isEmpty()) {
				text.append(" (").append(setting.note()).append(')');
			}
		}
		return text.toString();
	}

	/**
	 * The group protocol that the listener's members speak.
	 * @return {@code classic} or {@code consumer}; {@code none} if the listener has no
	 * group or is assigned its partitions by hand
	 */
	public String protocol() {
		return this.settings.stream()
			.filter((setting) -> setting.name().equals(ConsumerConfig.GROUP_PROTOCOL_CONFIG))
			.map((setting) -> setting.value().toLowerCase(Locale.ROOT))
			.findFirst()
			.orElse("none");
	}

	private static String pad(String text, int width) {
		return text + " ".repeat(width - text.length());
	}

}
