package io.steadykafka.delivery.internal.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.session.DeliveryLimit;
import io.steadykafka.listener.internal.session.SessionHooks;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rule that holds what it is told to hold, and checks that it is obeyed.
 */
final class ModelRule implements SessionHooks {

	private final Set<TopicPartition> waiting = new HashSet<>();

	private DeliveryLimit limit = DeliveryLimit.ALL;

	void hold(Set<TopicPartition> partitions, DeliveryLimit allowed) {
		this.waiting.clear();
		this.waiting.addAll(partitions);
		this.limit = allowed;
	}

	@Override
	public Map<TopicPartition, Duration> waiting() {
		Map<TopicPartition, Duration> each = new HashMap<>();
		this.waiting.forEach((partition) -> each.put(partition, Duration.ofMillis(5)));
		return each;
	}

	@Override
	public DeliveryLimit limit() {
		return this.limit;
	}

	/**
	 * Check what was delivered by one poll.
	 * @param partitions the partition of each record
	 */
	void checkDelivered(List<TopicPartition> partitions) {
		assertThat(partitions).as("not waiting").noneMatch(this.waiting::contains);
		TopicPartition only = this.limit.only();
		if (only == null || partitions.contains(only)) {
			assertThat(partitions.size()).as("records").isLessThanOrEqualTo(this.limit.records());
		}
		if (only != null && partitions.contains(only)) {
			assertThat(partitions).as("together with what has to come alone").containsOnly(only);
		}
	}

}
