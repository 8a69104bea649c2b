package io.steadykafka.operations.internal.member;

import java.util.function.Consumer;

import io.steadykafka.listener.internal.BackgroundThread;
import io.steadykafka.listener.internal.ConsumerWakeup;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;

/**
 * Ends the polls of a listener's members on a thread of its own: a container that is
 * starting would have the caller wait.
 */
public final class MemberWakeup implements Consumer<ListenerContainer>, AutoCloseable {

	private final BackgroundThread thread = new BackgroundThread("steady-kafka-operations").discarding();

	private final Containment containment;

	public MemberWakeup(Containment containment) {
		this.containment = containment;
	}

	@Override
	public void accept(ListenerContainer listener) {
		this.thread.execute(() -> this.containment.run("wake-up of " + listener, () -> ConsumerWakeup.wake(listener)));
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
