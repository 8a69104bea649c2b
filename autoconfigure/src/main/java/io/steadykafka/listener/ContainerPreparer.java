package io.steadykafka.listener;

/**
 * Called once for each listener container, before it starts for the first time. Beans of
 * this type are called in their order. What one throws is contained.
 */
@FunctionalInterface
public interface ContainerPreparer {

	/**
	 * Prepare a container that has not started yet.
	 * @param listener the listener and its container
	 */
	void prepare(ListenerContainer listener);

}
