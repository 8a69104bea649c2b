package io.steadykafka.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many partitions topics have. Asked for again after a while, and at each sample
 * where it is not known. Not for use by several threads.
 */
final class KnownTopics {

	private final Duration longest;

	private final Map<String, Known> topics = new HashMap<>();

	private final Set<String> missing = new HashSet<>();

	/**
	 * Know nothing yet.
	 * @param longest for how long an answer holds: partitions are added, and topics
	 * deleted, once in a while
	 */
	KnownTopics(Duration longest) {
		this.longest = longest;
	}

	/**
	 * Find out what is not known.
	 * @param wanted the topics
	 * @param requests asks the brokers
	 * @param now the time now
	 */
	void look(Set<String> wanted, OffsetRequests requests, Instant now) {
		this.topics.keySet().retainAll(wanted);
		this.missing.retainAll(wanted);
		Set<String> asked = wanted.stream().filter((topic) -> !isKnown(topic, now)).collect(Collectors.toSet());
		requests.topics(asked).forEach((topic, answer) -> {
			if (!answer.isFailed()) {
				this.topics.put(topic, new Known(partitions(topic, answer.get()), now));
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
		});
	}

	private boolean isKnown(String topic, Instant now) {
		Known known = this.topics.get(topic);
		return known != null && now.isBefore(known.at().plus(this.longest));
	}

	private static List<TopicPartition> partitions(String topic, TopicDescription description) {
		return IntStream.range(0, description.partitions().size())
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.toList();
	}

	/**
	 * Which topics do not exist.
	 * @return those that the brokers do not know; one that cannot be looked for is not
	 * among them
	 */
	Set<String> missing() {
		return Set.copyOf(this.missing);
	}

	boolean isMissing(String topic) {
		return this.missing.contains(topic);
	}

	/**
	 * All partitions of topics.
	 * @param of the topics
	 * @return the partitions of those that are known
	 */
	Set<TopicPartition> partitions(Collection<String> of) {
		return of.stream()
			.flatMap((topic) -> Stream.ofNullable(this.topics.get(topic)))
			.flatMap((known) -> known.partitions().stream())
			.collect(Collectors.toSet());
	}

	private record Known(List<TopicPartition> partitions, Instant at) {

	}

}
