package io.steadykafka.rebalance.internal;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.assignment.AssignmentChange;
import io.steadykafka.rebalance.PartitionsEvent;
import io.steadykafka.rebalance.PartitionsEvent.Step;
import io.steadykafka.rebalance.PartitionsListener;

/**
 * Tells the application's {@link PartitionsListener}s, then whoever listens to its
 * events.
 */
public final class PartitionsHook {

	private final Supplier<List<PartitionsListener>> lookUp;

	private final Consumer<Object> publisher;

	private final Containment containment;

	private volatile List<PartitionsListener> listeners = List.of();

	public PartitionsHook(Supplier<List<PartitionsListener>> listeners, Consumer<Object> publisher,
			Containment containment) {
		this.lookUp = listeners;
		this.publisher = publisher;
		this.containment = containment;
	}

	/**
	 * Look the listeners up: not when something happens, because beans are not looked up
	 * on the consumer's thread.
	 */
	void prepare() {
		this.listeners = this.lookUp.get();
	}

	void tell(AssignmentChange change) {
		switch (change.kind()) {
			case ASSIGNED -> tell(change, Step.ASSIGNED, PartitionsListener::assigned);
			case REVOKED -> tell(change, Step.REVOKED_BEFORE_COMMIT, PartitionsListener::revokedBeforeCommit);
			case LOST -> tell(change, Step.LOST, PartitionsListener::lost);
		}
	}

	void tellAfterCommit(AssignmentChange change) {
		tell(change, Step.REVOKED_AFTER_COMMIT, PartitionsListener::revokedAfterCommit);
	}

	private void tell(AssignmentChange change, Step step, Call call) {
		PartitionsEvent event = new PartitionsEvent(change.listener().id(), change.listener().group(), step,
				change.partitions());
		this.listeners.forEach((listener) -> this.containment
			.run("call of partitions listener " + listener.getClass().getName(), () -> call.accept(listener, event)));
		publish(event);
	}

	void publish(Object event) {
		this.containment.run("publishing of a " + event.getClass().getSimpleName() + " (a listener of the application)",
				() -> this.publisher.accept(event));
	}

	/**
	 * One method of a listener.
	 */
	private interface Call {

		void accept(PartitionsListener listener, PartitionsEvent event);

	}

}
