package io.steadykafka.operations.internal.describe.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.listener.internal.assignment.AssignmentListener;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The member ids of this instance, by which the brokers' descriptions tell its members
 * from others. Safe for use by several threads.
 */
public final class LocalMembers implements AssignmentListener, ContainerPreparer {

	private final Map<Object, LocalMember> members = new WeakHashMap<>();

	@Override
	public void prepare(ListenerContainer listener) {
		// Its members are known once they are assigned something.
	}

	@Override
	public synchronized void forget(ListenerContainer listener) {
		this.members.values().removeIf((member) -> member.listener().equals(listener));
	}

	@Override
	public void onChange(AssignmentChange change) {
		if (change.member().key() instanceof Consumer<?, ?> consumer) {
			switch (change.kind()) {
				case ASSIGNED ->
					joined(consumer, new LocalMember(change.listener(), consumer.groupMetadata().memberId()));
				case LOST -> left(consumer);
				case REVOKED -> {
				}
			}
		}
	}

	private synchronized void joined(Object consumer, LocalMember member) {
		this.members.put(consumer, member);
	}

	private synchronized void left(Object consumer) {
		this.members.remove(consumer);
	}

	/**
	 * The listener that a member belongs to, empty if it is elsewhere.
	 */
	public synchronized Optional<ListenerContainer> listenerOf(String memberId) {
		return this.members.values()
			.stream()
			.filter((member) -> member.id().equals(memberId))
			.map(LocalMember::listener)
			.findFirst();
	}

	/**
	 * The ids of a listener's members.
	 */
	public synchronized List<String> of(ListenerContainer listener) {
		return this.members.values()
			.stream()
			.filter((member) -> member.listener().equals(listener))
			.map(LocalMember::id)
			.sorted()
			.toList();
	}

	private record LocalMember(ListenerContainer listener, String id) {

	}

}
