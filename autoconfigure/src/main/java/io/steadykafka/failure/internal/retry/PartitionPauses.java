package io.steadykafka.failure.internal.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that wait although no record of theirs failed, but a transaction. Safe for
 * use by several threads.
 */
public final class PartitionPauses {

	private final Map<TopicPartition, Pause> pauses = new ConcurrentHashMap<>();

	private final BackOffPolicy backOff;

	public PartitionPauses(BackOffPolicy backOff) {
		this.backOff = backOff;
	}

	public boolean isEmpty() {
		return this.pauses.isEmpty();
	}

	/**
	 * Makes a partition wait, longer with each time in a row.
	 * @return how long it waits
	 */
	public Duration begin(TopicPartition partition, Instant now) {
		Pause pause = this.pauses.compute(partition, (key, before) -> {
			int streak = (before == null || isOver(before, now)) ? 1 : before.streak + 1;
			return new Pause(streak, now.plus(this.backOff.interval(streak)));
		});
		return Duration.between(now, pause.end);
	}

	/**
	 * Partitions that must not be delivered yet, with their remaining wait.
	 */
	public Map<TopicPartition, Duration> remaining(Instant now) {
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
		// A failure shortly after the pause counts as the next one in a row.
		return pause.end.plus(this.backOff.longest()).isBefore(now);
	}

	public void forget(Collection<TopicPartition> gone) {
		gone.forEach(this.pauses::remove);
	}

	private record Pause(int streak, Instant end) {

	}

}
