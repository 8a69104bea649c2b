package io.steadykafka.lag.internal.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A group that is sampled although no listener of this application is a member of it.
 *
 * @param topics patterns that a topic's whole name has to match one of; none for all that
 * the group has committed offsets of
 * @param excludedTopics patterns of topics that are left out
 */
public record WatchedGroup(String id, List<Pattern> topics, List<Pattern> excludedTopics) {

	private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");

	public WatchedGroup {
		topics = List.copyOf(topics);
		excludedTopics = List.copyOf(excludedTopics);
	}

	/**
	 * The topics that are wanted by their whole name.
	 */
	public Set<String> named() {
		return this.topics.stream()
			.map(Pattern::pattern)
			.filter((name) -> NAME.matcher(name).matches() && includes(name))
			.collect(Collectors.toSet());
	}

	/**
	 * Leave a topic out.
	 */
	public WatchedGroup without(String topic) {
		List<Pattern> excluded = new ArrayList<>(this.excludedTopics);
		excluded.add(Pattern.compile(Pattern.quote(topic)));
		return new WatchedGroup(this.id, this.topics, excluded);
	}

	public boolean includes(String topic) {
		boolean wanted = this.topics.isEmpty() || matches(this.topics, topic);
		return wanted && !matches(this.excludedTopics, topic);
	}

	private static boolean matches(List<Pattern> patterns, String topic) {
		return patterns.stream().anyMatch((pattern) -> pattern.matcher(topic).matches());
	}

}
