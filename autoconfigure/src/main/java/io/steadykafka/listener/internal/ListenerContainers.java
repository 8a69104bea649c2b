package io.steadykafka.listener.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The listeners that the starter manages: all of the application's except those that
 * opted out. Prepares each container once and remembers it. Thread-safe.
 */
public final class ListenerContainers {

	private static final Log logger = LogFactory.getLog(ListenerContainers.class);

	private final Supplier<List<ContainerPreparer>> preparers;

	private final Predicate<MessageListenerContainer> optedOut;

	private final Containment containment;

	private final Set<MessageListenerContainer> known = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	/**
	 * All listeners, including those that opted out.
	 */
	private final Map<MessageListenerContainer, ListenerContainer> seen = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private final List<ListenerContainer> listeners = new CopyOnWriteArrayList<>();

	private final Map<MessageListenerContainer, String> unprotected = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private final List<AbstractShareKafkaMessageListenerContainer<?, ?>> shareContainers = new CopyOnWriteArrayList<>();

	/**
	 * Create an empty collection of listeners.
	 * @param preparers prepare each container, in this order; looked up at the first
	 * container
	 */
	public ListenerContainers(Supplier<List<ContainerPreparer>> preparers, Predicate<MessageListenerContainer> optedOut,
			Containment containment) {
		this.preparers = preparers;
		this.optedOut = optedOut;
		this.containment = containment;
	}

	/**
	 * All listeners that were prepared, in that order.
	 */
	public List<ListenerContainer> all() {
		return List.copyOf(this.listeners);
	}

	/**
	 * Containers that read with a share group and did not opt out. They are not prepared.
	 */
	public List<AbstractShareKafkaMessageListenerContainer<?, ?>> shareContainers() {
		return List.copyOf(this.shareContainers);
	}

	/**
	 * The listener that a container belongs to.
	 * @param container a container, not one of its members
	 * @return the listener, empty if it opted out or was not prepared
	 */
	public Optional<ListenerContainer> find(MessageListenerContainer container) {
		return this.listeners.stream().filter((listener) -> listener.container().equals(container)).findFirst();
	}

	/**
	 * The group of a listener, by the listener's id; empty if there is none.
	 */
	public String group(String id) {
		return this.listeners.stream()
			.filter((listener) -> listener.id().equals(id))
			.map(ListenerContainer::group)
			.findFirst()
			.orElse("");
	}

	/**
	 * All other listeners of the application in the same group on the same cluster,
	 * including those that opted out.
	 */
	public List<ListenerContainer> sharingGroupWith(ListenerContainer listener) {
		synchronized (this.seen) {
			return this.seen.values()
				.stream()
				.filter((other) -> !other.equals(listener) && other.isSubscribed() && other.isInGroupOf(listener))
				.toList();
		}
	}

	/**
	 * Prepare containers before they start, except those that are running, opted out or
	 * were prepared before. All of them are known when the first one is prepared.
	 */
	public void prepare(Collection<? extends MessageListenerContainer> containers) {
		List<ListenerContainer> unseen = new ArrayList<>();
		for (MessageListenerContainer container : containers) {
			if (container instanceof AbstractMessageListenerContainer<?, ?> candidate && this.known.add(candidate)) {
				String listener = "listener '" + candidate.getListenerId() + "'";
				contained("inspection of " + listener, candidate, () -> inspect(candidate, listener, unseen));
			}
			else if (container instanceof AbstractShareKafkaMessageListenerContainer<?, ?> share
					&& !this.optedOut.test(share) && this.known.add(share)) {
				addShareContainer(share);
			}
		}
		unseen.forEach(this::prepareOnce);
	}

	private void addShareContainer(AbstractShareKafkaMessageListenerContainer<?, ?> container) {
		this.shareContainers.add(container);
		logger.info("Steady Kafka does not prepare share listener '" + container.getListenerId() + "' of share group '"
				+ Objects.requireNonNullElse(container.getGroupId(), "")
				+ "': it runs as it would without the starter, without redo window, retries and meters. Health "
				+ "(kafkaConsumers) shows the state of its container");
	}

	private void inspect(AbstractMessageListenerContainer<?, ?> container, String name,
			List<ListenerContainer> unseen) {
		boolean out = this.optedOut.test(container);
		if (out) {
			logger.info("Steady Kafka leaves " + name + " alone, as steady.kafka.listeners says");
		}
		try {
			ListenerContainer listener = ListenerContainer.of(container);
			this.seen.put(container, listener);
			if (!out) {
				unseen.add(listener);
			}
		}
		catch (UnsupportedOperationException ex) {
			if (!out) {
				logger.warn("Steady Kafka can't manage " + name + ": its consumer factory does not expose its "
						+ "configuration. It runs as it would without the starter");
				this.unprotected.put(container, "its consumer factory does not expose its configuration");
			}
		}
	}

	private void prepareOnce(ListenerContainer listener) {
		if (listener.container().isRunning()) {
			logger.warn("Steady Kafka could not prepare " + listener + ": it was started before the application "
					+ "context was. It runs as it would without the starter");
			this.unprotected.put(listener.container(), "it was started before the application context was");
			return;
		}
		this.listeners.add(listener);
		String part = "preparation of " + listener;
		contained(part, listener.container(), () -> this.preparers.get()
			.forEach((preparer) -> contained(part, listener.container(), () -> preparer.prepare(listener))));
	}

	private void contained(String part, MessageListenerContainer container, Runnable action) {
		this.containment.run(part, () -> {
			try {
				action.run();
			}
			catch (RuntimeException | Error ex) {
				this.unprotected.merge(container, "its preparation failed, see the log: " + ex,
						(before, now) -> (before.contains(now)) ? before : before + "; " + now);
				throw ex;
			}
		});
	}

	/**
	 * Listeners whose preparation failed, so that they run without some or all of the
	 * starter.
	 * @return the reasons, by listener id
	 */
	public Map<String, String> unprotected() {
		Map<String, String> reasons = new TreeMap<>();
		synchronized (this.unprotected) {
			this.unprotected.forEach((container, reason) -> reasons
				.put(Objects.requireNonNullElse(container.getListenerId(), "unnamed"), reason));
		}
		return reasons;
	}

	/**
	 * Forget a container that the application unregistered.
	 */
	public void forget(MessageListenerContainer container) {
		this.known.remove(container);
		this.unprotected.remove(container);
		this.shareContainers.removeIf(container::equals);
		ListenerContainer listener = this.seen.remove(container);
		if (listener != null && this.listeners.remove(listener)) {
			this.preparers.get()
				.forEach((preparer) -> this.containment.run("forgetting of " + listener,
						() -> preparer.forget(listener)));
		}
	}

}
