package io.steadykafka.lag.internal.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many partitions topics have. Asked for again after a while, and at each sample
 * where it is not known. Not for use by several threads.
 */
public final class KnownTopics {

	private final Duration longest;

	private final Map<String, Known> topics = new HashMap<>();

	private final Set<String> missing = new HashSet<>();

	/**
	 * Those that this application's user may not see.
	 */
	private final Set<String> refused = new HashSet<>();

	private Supplier<Map<String, RequestOutcome<TopicDescription>>> refreshed = Map::of;

	/**
	 * Creates an instance that knows no topic yet.
	 * @param longest for how long an answer is used: partitions are added, and topics
	 * deleted, once in a while
	 */
	public KnownTopics(Duration longest) {
		this.longest = longest;
	}

	/**
	 * Asks again for topics known for long, without waiting for the answer.
	 */
	void refresh(OffsetRequests requests, Instant now) {
		this.refreshed = requests.topics(unknown(this.topics.keySet(), now));
	}

	/**
	 * Finds out what is not known, after a {@link #refresh}.
	 * @param partitions partitions of them that should be there: of a topic that had
	 * fewer, more were added
	 */
	void update(Set<String> wanted, Stream<TopicPartition> partitions, OffsetRequests requests, Instant now) {
		this.refused.clear();
		Map<String, RequestOutcome<TopicDescription>> answers = new HashMap<>(this.refreshed.get());
		this.refreshed = Map::of;
		answers.forEach((topic, answer) -> take(topic, answer, now));
		this.topics.keySet().retainAll(wanted);
		partitions.filter(this::isMissing).forEach((partition) -> {
			this.topics.remove(partition.topic());
			answers.remove(partition.topic());
		});
		this.missing.retainAll(wanted);
		Set<String> asked = unknown(wanted, now);
		asked.removeAll(answers.keySet());
		requests.topics(asked).get().forEach((topic, answer) -> take(topic, answer, now));
	}

	private void take(String topic, RequestOutcome<TopicDescription> answer, Instant now) {
		if (answer.isFailedBy(TopicAuthorizationException.class)) {
			this.refused.add(topic);
		}
		if (!answer.isFailed()) {
			this.topics.put(topic, new Known(answer.get().partitions().size(), now));
		}
		else if (answer.isFailedBy(UnknownTopicOrPartitionException.class)) {
			this.topics.remove(topic);
		}
		if (answer.isFailedBy(UnknownTopicOrPartitionException.class)) {
			this.missing.add(topic);
		}
		else {
			this.missing.remove(topic);
		}
	}

	private Set<String> unknown(Set<String> among, Instant now) {
		return among.stream().filter((topic) -> !isKnown(topic, now)).collect(Collectors.toSet());
	}

	private boolean isKnown(String topic, Instant now) {
		Known known = this.topics.get(topic);
		// Either way, as the clock may have been set back.
		return known != null && Duration.between(known.at(), now).abs().compareTo(this.longest) < 0;
	}

	Set<String> missing() {
		return Set.copyOf(this.missing);
	}

	/**
	 * Whether a partition does not exist: its topic does not, or has fewer partitions.
	 */
	boolean isMissing(TopicPartition partition) {
		Known known = this.topics.get(partition.topic());
		return this.missing.contains(partition.topic()) || (known != null && partition.partition() >= known.partitions);
	}

	/**
	 * Whether a topic was asked for, and may not be seen because an ACL is missing. Not
	 * known of a topic that was seen recently, unless it is forgotten.
	 */
	boolean isRefused(String topic) {
		return this.refused.contains(topic);
	}

	void forget(String topic) {
		this.topics.remove(topic);
	}

	Set<TopicPartition> partitions(Collection<String> of) {
		Set<TopicPartition> partitions = new HashSet<>();
		for (String topic : of) {
			Known known = this.topics.get(topic);
			for (int partition = 0; known != null && partition < known.partitions; partition++) {
				partitions.add(new TopicPartition(topic, partition));
			}
		}
		return partitions;
	}

	private record Known(int partitions, Instant at) {

	}

}
