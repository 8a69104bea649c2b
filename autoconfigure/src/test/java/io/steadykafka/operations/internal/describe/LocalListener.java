package io.steadykafka.operations.internal.describe;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.listener.internal.assignment.Assignments;
import io.steadykafka.listener.internal.state.ContainerStates;
import io.steadykafka.operations.internal.describe.view.LocalMembers;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * A listener that reads the topic {@code orders} and is assigned what a test says.
 */
public final class LocalListener {

	/**
	 * The id of its only member.
	 */
	public static final String MEMBER = "1";

	private final LocalMembers members = new LocalMembers();

	private final Assignments assignments = new Assignments(() -> List.of(this.members), Clock.systemUTC(),
			new Containment());

	private final ListenerContainers containers = new ListenerContainers(() -> List.of(this.assignments),
			(container) -> false, new Containment());

	private final MockConsumer<Object, Object> consumer = new MockConsumer<>("earliest");

	public LocalListener(String id, String group) {
		this.containers.prepare(List.of(Listeners.subscribed(id, group).container()));
	}

	public ListenerContainer listener() {
		return this.containers.all().get(0);
	}

	public ListenerContainers containers() {
		return this.containers;
	}

	public Assignments assignments() {
		return this.assignments;
	}

	public LocalMembers members() {
		return this.members;
	}

	public ContainerStates states() {
		return new ContainerStates(this.containers);
	}

	public void assign(TopicPartition... partitions) {
		callback().onPartitionsAssigned(this.consumer, Set.of(partitions));
	}

	public void lose(TopicPartition... partitions) {
		callback().onPartitionsLost(this.consumer, Set.of(partitions));
	}

	private ConsumerAwareRebalanceListener callback() {
		return (ConsumerAwareRebalanceListener) listener().container()
			.getContainerProperties()
			.getConsumerRebalanceListener();
	}

}
