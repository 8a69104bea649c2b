package io.steadykafka.listener;

import org.jspecify.annotations.Nullable;

/**
 * Told before a container that does not consume any more is started again, while it is
 * stopped: the last moment at which its settings can be changed. Beans of this type are
 * called in their order, on a thread that may wait for a broker within a time limit of
 * their own. What one throws is contained.
 */
@FunctionalInterface
public interface RestartListener {

	/**
	 * A container is about to be started again.
	 * @param listener the listener; its container is stopped
	 * @param failure what its member's poll threw last, {@code null} if it threw nothing
	 */
	void beforeRestart(ListenerContainer listener, @Nullable Throwable failure);

}
