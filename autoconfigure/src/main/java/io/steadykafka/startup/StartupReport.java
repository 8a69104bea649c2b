package io.steadykafka.startup;

import java.util.List;

/**
 * The settings in effect for each listener, and who chose them: each capability adds its
 * own. A bean of this type is there unless {@code steady.kafka.enabled} is {@code false}.
 * Thread-safe.
 */
public interface StartupReport {

	/**
	 * The reports of all listeners that the starter manages: those that did not opt out
	 * and were not unregistered since.
	 * @return an immutable copy, in the order in which the listeners were registered;
	 * empty before the application has started
	 */
	List<ListenerReport> listeners();

}
