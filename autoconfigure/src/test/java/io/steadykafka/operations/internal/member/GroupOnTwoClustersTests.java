package io.steadykafka.operations.internal.member;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.Assignments;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link InstancePartitions} of an application that reads from two clusters with
 * groups of the same name: a partition does not say of which one it is.
 */
class GroupOnTwoClustersTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final PartitionHolds holds = new PartitionHolds();

	@Test
	void nothingIsHeldOfAGroupThatIsOnTwoClusters() {
		ListenerContainer here = Listeners.subscribed("here", "group", Map.of("bootstrap.servers", "localhost:1"));
		ListenerContainer there = Listeners.subscribed("there", "group", Map.of("bootstrap.servers", "localhost:2"));
		ListenerContainer other = Listeners.subscribed("other", "other", Map.of("bootstrap.servers", "localhost:2"));
		InstancePartitions partitions = partitions(here, there, other);
		assertThat(partitions.hold("one", "group", Set.of(PARTITION), Duration.ofSeconds(5))).isEqualTo(
				Map.of(PARTITION, "listeners of this application are in groups of that name on several clusters"));
		assertThat(this.holds.held("group")).isEmpty();
		assertThat(partitions.hold("two", "other", Set.of(PARTITION), Duration.ofMillis(1)).get(PARTITION))
			.doesNotContain("clusters");
	}

	private InstancePartitions partitions(ListenerContainer... all) {
		ListenerContainers listeners = new ListenerContainers(List::of, (container) -> false, new Containment());
		listeners.prepare(List.of(all).stream().map(ListenerContainer::container).toList());
		return new InstancePartitions(listeners,
				new Assignments(List::of, Clock.systemUTC(), new Containment()).owned(), this.holds,
				(listener) -> Optional.empty(), (listener) -> {
				});
	}

}
