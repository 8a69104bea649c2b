package io.steadykafka.listener.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.state.ShareListener;

import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The listeners that the starter looks after: all of the application's, without those
 * that opted out. Safe for use by several threads.
 */
public interface ListenerContainers {

	/**
	 * All listeners that were prepared, in that order.
	 */
	List<ListenerContainer> all();

	/**
	 * Listeners that read with a share group. Nothing prepares them.
	 * @return those that did not opt out
	 */
	List<ShareListener> shareListeners();

	/**
	 * Follow what happens to their containers.
	 * @param event an event of any container
	 */
	void follow(KafkaEvent event);

	/**
	 * The listener that a container belongs to.
	 * @param container a container, not one of its members
	 * @return the listener, empty if it opted out or was never prepared
	 */
	Optional<ListenerContainer> find(MessageListenerContainer container);

	/**
	 * All other listeners of the application that are in the group of a listener, those
	 * that opted out included.
	 * @return the listeners of the same group on the same cluster, without the listener
	 */
	List<ListenerContainer> sharingGroupWith(ListenerContainer listener);

	/**
	 * Listeners that run without some or all of the starter although they did not opt
	 * out, because their preparation failed.
	 * @return why, by the listeners' ids
	 */
	Map<String, String> unprotected();

	/**
	 * Prepare containers before they start. One that is running, that opted out or that
	 * was prepared before is left as it is.
	 * @param containers the containers; they know of each other when the first one is
	 * prepared
	 */
	void prepare(Collection<? extends MessageListenerContainer> containers);

	/**
	 * Forget a container that the application unregistered.
	 */
	void forget(MessageListenerContainer container);

	/**
	 * Create an empty collection of listeners.
	 * @param preparers what prepares a container, in this order; asked for at the first
	 * container
	 * @param optedOut tells containers to leave alone
	 * @param containment contains what a preparer throws
	 */
	static ListenerContainers preparedBy(Supplier<List<ContainerPreparer>> preparers,
			Predicate<MessageListenerContainer> optedOut, Containment containment) {
		return new PreparedContainers(preparers, optedOut, containment);
	}

}
