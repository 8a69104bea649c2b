package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.GroupMembers;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.PartitionReading;
import org.apache.kafka.common.TopicPartition;

/**
 * Lag that a test says.
 */
public record KnownLag(List<GroupLag> groups, List<Loss> losses) implements ConsumerLag {

	public static KnownLag of(List<Loss> losses) {
		return new KnownLag(List.of(), losses);
	}

	@Override
	public List<PartitionReading> readings(String group, TopicPartition partition) {
		return List.of();
	}

	@Override
	public Optional<GroupMembers> members(String group) {
		return Optional.empty();
	}

	@Override
	public List<Loss> losses(String group) {
		return this.losses;
	}

	@Override
	public long lost(String group, String topic) {
		return 0;
	}

	@Override
	public Duration age(GroupLag group) {
		return Duration.ZERO;
	}

	@Override
	public boolean isStale(GroupLag group) {
		return false;
	}

}
