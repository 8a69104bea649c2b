package io.steadykafka.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that wait although no record of theirs failed: what failed is a transaction,
 * say. Safe for use by several threads.
 */
final class Pauses {

	private final Map<TopicPartition, Pause> pauses = new ConcurrentHashMap<>();

	private final FailureRule rule;

	Pauses(FailureRule rule) {
		this.rule = rule;
	}

	boolean isEmpty() {
		return this.pauses.isEmpty();
	}

	/**
	 * Have a partition wait, the longer the more often in a row.
	 * @param partition the partition
	 * @param now the time
	 * @return how long it waits
	 */
	Duration begin(TopicPartition partition, Instant now) {
		Pause pause = this.pauses.compute(partition, (key, before) -> {
			int streak = (before == null || isOver(before, now)) ? 1 : before.streak + 1;
			return new Pause(streak, now.plus(this.rule.interval(streak)));
		});
		return Duration.between(now, pause.end);
	}

	/**
	 * The partitions that have to wait.
	 * @param now the time
	 * @return how much longer, without those that don't wait any more
	 */
	Map<TopicPartition, Duration> remaining(Instant now) {
		Map<TopicPartition, Duration> remaining = new HashMap<>();
		this.pauses.values().removeIf((pause) -> isOver(pause, now));
		this.pauses.forEach((partition, pause) -> {
			if (pause.end.isAfter(now)) {
				remaining.put(partition, Duration.between(now, pause.end));
			}
		});
		return remaining;
	}

	private boolean isOver(Pause pause, Instant now) {
		// Another failure may come a while after the pause, and is the next in a row
		// then.
		return pause.end.plus(this.rule.longestInterval()).isBefore(now);
	}

	void forget(Collection<TopicPartition> gone) {
		gone.forEach(this.pauses::remove);
	}

	private record Pause(int streak, Instant end) {

	}

}
