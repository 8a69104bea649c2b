package io.steadykafka.listener.internal;

/**
 * Prepares each listener container once before it first starts, and forgets it if it is
 * unregistered from the starter's endpoint registry. Beans of this type are called in
 * their order. What one throws is contained.
 */
@FunctionalInterface
public interface ContainerPreparer {

	void prepare(ListenerContainer listener);

	default void forget(ListenerContainer listener) {
	}

}
