package io.steadykafka.watchdog.internal.diagnosis;

import java.time.Duration;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a member's progress at a moment.
 *
 * @param alive whether its thread runs
 * @param polls polls in a row that threw, {@code null} if the last one did not
 * @param throwing for how long they have thrown
 * @param away for how long its consumer has neither begun nor ended a poll while the
 * listener had nothing to do
 * @param repeated the partitions whose first record was delivered again and again for
 * longer than allowed
 */
public record ProgressSnapshot(boolean alive, ThrownPolls.@Nullable InARow polls, Duration throwing, Duration away,
		Set<TopicPartition> repeated) {

}
