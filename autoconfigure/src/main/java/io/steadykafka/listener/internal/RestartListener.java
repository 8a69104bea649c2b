package io.steadykafka.listener.internal;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Called before a stopped member is restarted because it no longer consumed: the last
 * moment to change the consumer properties of its listener. Other members of the listener
 * may run. Beans of this type are called in their order, on a thread that may wait for a
 * broker with a timeout. What one throws is contained.
 */
@FunctionalInterface
public interface RestartListener {

	/**
	 * A member is about to be restarted.
	 * @param failure what the member's poll threw last
	 */
	void beforeRestart(ListenerContainer listener, @Nullable Throwable failure);

	/**
	 * Why a member must not be restarted yet, empty if it may. Called before
	 * {@link #beforeRestart(ListenerContainer, Throwable)}, and again after a pause.
	 * @param failure what the member's poll threw last
	 */
	default Optional<String> obstacle(ListenerContainer listener, @Nullable Throwable failure) {
		return Optional.empty();
	}

}
