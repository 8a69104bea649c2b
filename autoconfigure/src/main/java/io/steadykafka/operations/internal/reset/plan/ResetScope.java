package io.steadykafka.operations.internal.reset.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.internal.text.PlainText;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions a request is about.
 */
public final class ResetScope {

	private ResetScope() {
	}

	/**
	 * Checks what can be checked without the brokers.
	 * @throws IllegalArgumentException if an argument is wrong
	 */
	public static void check(ResetRequest request) {
		if (request.group().isBlank()) {
			throw new IllegalArgumentException("Argument 'group' is missing");
		}
		if (request.topic() == null && !request.partitions().isEmpty()) {
			throw new IllegalArgumentException("Argument 'partitions' is " + numbers(request.partitions())
					+ ", but needs 'topic' to be named too");
		}
	}

	/**
	 * The topics that a request is about.
	 * @param ofGroup partitions that the group has committed offsets of or owns
	 * @throws NoSuchElementException if there are none
	 */
	public static Set<String> topics(ResetRequest request, Set<TopicPartition> ofGroup) {
		if (request.topic() != null) {
			return Set.of(request.topic());
		}
		if (ofGroup.isEmpty()) {
			throw new NoSuchElementException("Group '" + PlainText.name(request.group())
					+ "' has no committed offsets, and its members own no partitions. Name a topic");
		}
		return topics(ofGroup);
	}

	/**
	 * The partitions that a request is about.
	 * @param existing the partitions of those topics that there are
	 * @throws NoSuchElementException if there is no such topic or partition
	 */
	public static Set<TopicPartition> partitions(ResetRequest request, Map<String, Set<TopicPartition>> existing,
			Set<TopicPartition> ofGroup) {
		String topic = request.topic();
		if (topic == null) {
			return existing.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
		}
		Set<TopicPartition> all = existing.get(topic);
		if (all == null) {
			throw new NoSuchElementException("There is no topic '" + PlainText.name(topic) + "'. Group '"
					+ PlainText.name(request.group()) + "' reads " + PlainText.names(topics(ofGroup)));
		}
		if (request.partitions().isEmpty()) {
			return all;
		}
		Set<TopicPartition> wanted = request.partitions()
			.stream()
			.map((partition) -> new TopicPartition(topic, partition))
			.collect(Collectors.toSet());
		if (!all.containsAll(wanted)) {
			List<Integer> missing = wanted.stream()
				.filter((partition) -> !all.contains(partition))
				.map(TopicPartition::partition)
				.toList();
			throw new NoSuchElementException("Topic '" + PlainText.name(topic) + "' has no partition "
					+ numbers(missing) + ". Its partitions are 0 to " + (all.size() - 1));
		}
		return wanted;
	}

	/**
	 * Checks that partitions of an earlier reset are still there.
	 * @throws NoSuchElementException if one is not
	 */
	public static void checkExist(Set<TopicPartition> partitions, Map<String, Set<TopicPartition>> existing) {
		List<String> gone = partitions.stream()
			.filter((partition) -> !existing.getOrDefault(partition.topic(), Set.of()).contains(partition))
			.map(TopicPartition::toString)
			.toList();
		if (!gone.isEmpty()) {
			throw new NoSuchElementException("Partitions " + PlainText.names(gone) + " do not exist any more");
		}
	}

	public static Set<String> topics(Set<TopicPartition> partitions) {
		return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
	}

	private static String numbers(Collection<Integer> numbers) {
		List<Integer> sorted = List.copyOf(new TreeSet<>(numbers));
		return (sorted.size() <= 10) ? sorted.toString()
				: sorted.subList(0, 10).toString().replace("]", " and " + (sorted.size() - 10) + " more]");
	}

}
