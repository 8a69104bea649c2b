package io.steadykafka.rebalance.internal;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.rebalance.PartitionsEvent;
import io.steadykafka.rebalance.PartitionsListener;
import io.steadykafka.rebalance.Rebalance.Kind;

/**
 * Notifies the application's {@link PartitionsListener}s, then its event listeners.
 */
public final class PartitionsPublisher {

	private final Supplier<List<PartitionsListener>> lookUp;

	private final Consumer<Object> publisher;

	private final Containment containment;

	private volatile List<PartitionsListener> listeners = List.of();

	/**
	 * Create a publisher.
	 * @param listeners the application's listeners in their order; asked for whenever a
	 * listener container is prepared
	 * @param publisher publishes an application event
	 * @param containment contains what the application's listeners throw
	 */
	public PartitionsPublisher(Supplier<List<PartitionsListener>> listeners, Consumer<Object> publisher,
			Containment containment) {
		this.lookUp = listeners;
		this.publisher = publisher;
		this.containment = containment;
	}

	/**
	 * Look the listeners up: not at the first change, because beans are not looked up on
	 * the consumer's thread.
	 */
	void prepare() {
		this.listeners = this.lookUp.get();
	}

	void changed(AssignmentChange change) {
		switch (change.kind()) {
			case ASSIGNED -> publish(change, Kind.ASSIGNED, false, PartitionsListener::assigned);
			case REVOKED -> publish(change, Kind.REVOKED, false, PartitionsListener::revokedBeforeCommit);
			case LOST -> publish(change, Kind.LOST, false, PartitionsListener::lost);
		}
	}

	void committed(AssignmentChange change) {
		publish(change, Kind.REVOKED, true, PartitionsListener::revokedAfterCommit);
	}

	private void publish(AssignmentChange change, Kind kind, boolean committed,
			BiConsumer<PartitionsListener, PartitionsEvent> method) {
		PartitionsEvent event = new PartitionsEvent(change.listener().id(), change.listener().group(), kind,
				change.partitions(), committed);
		this.listeners.forEach((listener) -> this.containment
			.run("call of partitions listener " + listener.getClass().getName(), () -> method.accept(listener, event)));
		publish("PartitionsEvent", event);
	}

	void publish(String name, Object event) {
		this.containment.run("publishing of a " + name + " (a listener of the application)",
				() -> this.publisher.accept(event));
	}

}
