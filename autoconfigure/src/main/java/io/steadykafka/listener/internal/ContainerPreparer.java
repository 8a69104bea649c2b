package io.steadykafka.listener.internal;

/**
 * Called once for each listener container, before it starts for the first time, and once
 * more if it is unregistered from the starter's endpoint registry. Beans of this type are
 * called in their order. What one throws is contained.
 */
@FunctionalInterface
public interface ContainerPreparer {

	/**
	 * Prepare a container that has not started yet.
	 * @param listener the listener and its container
	 */
	void prepare(ListenerContainer listener);

	/**
	 * Forget a container that the application unregistered.
	 * @param listener the listener and its container
	 */
	default void forget(ListenerContainer listener) {
	}

}
