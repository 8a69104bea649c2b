package io.steadykafka.lag;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A group that is sampled although no listener of this application is a member of it.
 *
 * @param id the group id
 * @param topics patterns that a topic's whole name has to match one of; none for all that
 * the group has committed offsets of
 * @param excludedTopics patterns of topics that are left out
 */
public record WatchedGroup(String id, List<Pattern> topics, List<Pattern> excludedTopics) {

	public WatchedGroup {
		topics = List.copyOf(topics);
		excludedTopics = List.copyOf(excludedTopics);
	}

	boolean includes(String topic) {
		boolean wanted = this.topics.isEmpty() || matches(this.topics, topic);
		return wanted && !matches(this.excludedTopics, topic);
	}

	private static boolean matches(List<Pattern> patterns, String topic) {
		return patterns.stream().anyMatch((pattern) -> pattern.matcher(topic).matches());
	}

}
