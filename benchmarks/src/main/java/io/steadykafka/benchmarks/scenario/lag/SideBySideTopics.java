package io.steadykafka.benchmarks.scenario.lag;

import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.scenario.support.Topic;

/**
 * The topics and groups of {@link SideBySide}.
 *
 * @param steady an ordinary one
 * @param transactional one that is written in transactions
 * @param compacted a compacted one
 * @param retained one whose records are kept for seconds only
 * @param anew one that is deleted and recreated
 */
record SideBySideTopics(Topic steady, Topic transactional, Topic compacted, Topic retained, Topic anew) {

	/** The group that the application is a member of. */
	static final String MEMBER = "side-by-side";

	/** The group without members. */
	static final String WATCHED = "side-by-side-idle";

	/** For how long records are kept, in milliseconds. */
	static final String RETENTION = "4000";

	static SideBySideTopics create(TopicLogs logs) {
		SideBySideTopics topics = new SideBySideTopics(new Topic("side-steady", 6, 0),
				new Topic("side-transactional", 2, 0), new Topic("side-compacted", 2, 0),
				new Topic("side-retained", 2, 0), new Topic("side-anew", 2, 0));
		topics.all().forEach((topic) -> topics.create(logs, topic));
		return topics;
	}

	void create(TopicLogs logs, Topic topic) {
		logs.create(topic, configuration(topic));
	}

	private Map<String, String> configuration(Topic topic) {
		if (topic.equals(this.compacted)) {
			return Map.of("cleanup.policy", "compact", "segment.ms", "1000", "min.cleanable.dirty.ratio", "0.01");
		}
		return topic.equals(this.retained) ? Map.of("retention.ms", RETENTION, "segment.ms", "1000") : Map.of();
	}

	List<Topic> all() {
		return List.of(this.steady, this.transactional, this.compacted, this.retained, this.anew);
	}

	/**
	 * Those that are not deleted.
	 */
	List<Topic> lasting() {
		return List.of(this.steady, this.transactional, this.compacted, this.retained);
	}

}
