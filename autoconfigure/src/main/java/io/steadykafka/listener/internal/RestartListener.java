package io.steadykafka.listener.internal;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Told before a member that does not consume any more is started again, while it is
 * stopped: the last moment at which the consumer properties of its listener can be
 * changed. Other members of the listener may run. Beans of this type are called in their
 * order, on a thread that may wait for a broker within a time limit of their own. What
 * one throws is contained.
 */
@FunctionalInterface
public interface RestartListener {

	/**
	 * A member is about to be started again.
	 * @param failure what the member's poll threw last, {@code null} if it threw nothing
	 */
	void beforeRestart(ListenerContainer listener, @Nullable Throwable failure);

	/**
	 * Why a member must not be started again yet. Asked before
	 * {@link #beforeRestart(ListenerContainer, Throwable)}, and again after a pause.
	 * @param failure what the member's poll threw last, {@code null} if it threw nothing
	 * @return the reason, empty if it may be started
	 */
	default Optional<String> obstacle(ListenerContainer listener, @Nullable Throwable failure) {
		return Optional.empty();
	}

}
