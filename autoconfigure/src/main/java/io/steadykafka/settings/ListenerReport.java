package io.steadykafka.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.listener.Setting;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What the startup report says of one listener.
 *
 * @param listener the listener's id
 * @param group the group id, empty if there is none
 * @param topics topic names, a pattern, or partitions
 * @param concurrency how many members the listener has in its group
 * @param settings the settings that the starter has an opinion on
 */
public record ListenerReport(String listener, String group, List<String> topics, int concurrency,
		List<Setting> settings) {

	/**
	 * The report as a block of text, one line a setting.
	 * @return the text, without a line break at its end
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
	 * The group protocol.
	 * @return {@code classic}, {@code consumer}, or {@code none} if the listener is in no
	 * group or names its partitions itself
	 */
	public String protocol() {
		return this.settings.stream()
			.filter((setting) -> setting.name().equals(ConsumerConfig.GROUP_PROTOCOL_CONFIG))
			.map((setting) -> setting.value().toLowerCase(Locale.ROOT))
			.findFirst()
			.orElse("none");
	}

	public ListenerReport replace(List<Setting> before, List<Setting> now) {
		Set<String> gone = before.stream().map(Setting::name).collect(Collectors.toSet());
		Stream<Setting> kept = this.settings.stream().filter((setting) -> !gone.contains(setting.name()));
		return new ListenerReport(this.listener, this.group, this.topics, this.concurrency,
				Stream.concat(kept, now.stream()).toList());
	}

	private static String pad(String text, int width) {
		return text + " ".repeat(width - text.length());
	}

}
