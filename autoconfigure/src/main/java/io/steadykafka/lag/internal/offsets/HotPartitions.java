package io.steadykafka.lag.internal.offsets;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.steadykafka.lag.PartitionLag;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds partitions that lag far beyond the others of their topic: by more than two
 * standard deviations of the others above their mean, by more than twice that mean, and
 * more than normal. The others, because one of few would pull mean and deviation up to
 * itself.
 */
public final class HotPartitions {

	private static final int FEWEST_OTHERS = 2;

	private HotPartitions() {
	}

	/**
	 * Finds hot partitions.
	 * @param normal the most records of lag that are normal
	 */
	public static Set<TopicPartition> of(Map<TopicPartition, PartitionLag> partitions, long normal) {
		Map<String, Map<TopicPartition, Long>> topics = new HashMap<>();
		partitions.forEach((partition, lag) -> {
			if (lag.lag().isPresent()) {
				topics.computeIfAbsent(partition.topic(), (topic) -> new HashMap<>())
					.put(partition, lag.lag().getAsLong());
			}
		});
		Set<TopicPartition> hot = new HashSet<>();
		topics.values().stream().filter((siblings) -> siblings.size() > FEWEST_OTHERS).forEach((siblings) -> {
			Sums sums = Sums.of(siblings.values());
			siblings.forEach((partition, lag) -> {
				if (lag > normal && sums.without(lag).isExceededBy(lag)) {
					hot.add(partition);
				}
			});
		});
		return hot;
	}

	private record Sums(int count, double sum, double squares) {

		static Sums of(Collection<Long> values) {
			double sum = 0;
			double squares = 0;
			for (long value : values) {
				sum += value;
				squares += (double) value * value;
			}
			return new Sums(values.size(), sum, squares);
		}

		Sums without(double value) {
			return new Sums(this.count - 1, this.sum - value, this.squares - value * value);
		}

		boolean isExceededBy(double value) {
			double mean = this.sum / this.count;
			double deviation = Math.sqrt(Math.max(0, this.squares / this.count - mean * mean));
			return value > mean + 2 * deviation && value > 2 * mean;
		}

	}

}
