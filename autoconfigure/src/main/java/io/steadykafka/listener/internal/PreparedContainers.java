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

import io.steadykafka.listener.internal.state.ShareContainer;
import io.steadykafka.listener.internal.state.ShareListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Prepares each container once and remembers it.
 */
final class PreparedContainers implements ListenerContainers {

	private static final Log logger = LogFactory.getLog(ListenerContainers.class);

	private final Supplier<List<ContainerPreparer>> preparers;

	private final Predicate<MessageListenerContainer> optedOut;

	private final Containment containment;

	private final Set<MessageListenerContainer> known = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	/**
	 * All listeners that were seen, those that are left alone included.
	 */
	private final Map<MessageListenerContainer, ListenerContainer> seen = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private final List<ListenerContainer> listeners = new CopyOnWriteArrayList<>();

	/**
	 * Why those are not protected whose preparation failed.
	 */
	private final Map<MessageListenerContainer, String> unprotected = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private final List<ShareContainer> shareListeners = new CopyOnWriteArrayList<>();

	PreparedContainers(Supplier<List<ContainerPreparer>> preparers, Predicate<MessageListenerContainer> optedOut,
			Containment containment) {
		this.preparers = preparers;
		this.optedOut = optedOut;
		this.containment = containment;
	}

	@Override
	public List<ListenerContainer> all() {
		return List.copyOf(this.listeners);
	}

	@Override
	public List<ShareListener> shareListeners() {
		return this.shareListeners.stream().map(ShareContainer::view).toList();
	}

	@Override
	public Optional<ListenerContainer> find(MessageListenerContainer container) {
		return this.listeners.stream().filter((listener) -> listener.container().equals(container)).findFirst();
	}

	@Override
	public List<ListenerContainer> sharingGroupWith(ListenerContainer listener) {
		synchronized (this.seen) {
			return this.seen.values()
				.stream()
				.filter((other) -> !other.equals(listener) && other.isSubscribed() && other.isInGroupOf(listener))
				.toList();
		}
	}

	@Override
	public void prepare(Collection<? extends MessageListenerContainer> containers) {
		List<ListenerContainer> unseen = new ArrayList<>();
		for (MessageListenerContainer container : containers) {
			if (container instanceof AbstractMessageListenerContainer<?, ?> candidate && this.known.add(candidate)) {
				String listener = "listener '" + candidate.getListenerId() + "'";
				contained("look at " + listener, candidate, () -> look(candidate, listener, unseen));
			}
			else if (container instanceof AbstractShareKafkaMessageListenerContainer<?, ?> share
					&& !this.optedOut.test(share) && this.known.add(share)) {
				note(new ShareContainer(share));
			}
		}
		unseen.forEach(this::prepareOnce);
	}

	@Override
	public void follow(KafkaEvent event) {
		this.shareListeners.stream()
			.filter((listener) -> listener.container().equals(event.getSource()))
			.forEach((listener) -> listener.follow(event));
	}

	private void note(ShareContainer listener) {
		this.shareListeners.add(listener);
		logger.info("Steady Kafka does not prepare " + listener + " of share group '" + listener.group()
				+ "': it runs as it would without the starter, without redo window, retries and meters. Health "
				+ "(kafkaConsumers) shows the state of its container");
	}

	private void look(AbstractMessageListenerContainer<?, ?> container, String name, List<ListenerContainer> unseen) {
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
				logger.warn("Steady Kafka can't look after " + name + ": its consumer factory does not tell its "
						+ "configuration. It runs as it would without the starter");
				this.unprotected.put(container, "its consumer factory does not tell its configuration");
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

	@Override
	public Map<String, String> unprotected() {
		Map<String, String> reasons = new TreeMap<>();
		synchronized (this.unprotected) {
			this.unprotected.forEach((container, reason) -> reasons
				.put(Objects.requireNonNullElse(container.getListenerId(), "unnamed"), reason));
		}
		return reasons;
	}

	@Override
	public void forget(MessageListenerContainer container) {
		this.known.remove(container);
		this.unprotected.remove(container);
		this.shareListeners.removeIf((listener) -> listener.container().equals(container));
		ListenerContainer listener = this.seen.remove(container);
		if (listener != null && this.listeners.remove(listener)) {
			this.preparers.get()
				.forEach((preparer) -> this.containment.run("forgetting of " + listener,
						() -> preparer.forget(listener)));
		}
	}

}
