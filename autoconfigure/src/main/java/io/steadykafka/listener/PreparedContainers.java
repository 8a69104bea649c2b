package io.steadykafka.listener;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.containment.Containment;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Prepares each container once and remembers it.
 */
final class PreparedContainers implements ListenerContainers {

	private static final Log logger = LogFactory.getLog(ListenerContainers.class);

	private final Supplier<List<ContainerPreparer>> preparers;

	private final Predicate<ListenerContainer> optedOut;

	private final Containment containment;

	private final Set<MessageListenerContainer> seen = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private final List<ListenerContainer> listeners = new CopyOnWriteArrayList<>();

	PreparedContainers(Supplier<List<ContainerPreparer>> preparers, Predicate<ListenerContainer> optedOut,
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
	public Optional<ListenerContainer> find(MessageListenerContainer container) {
		return this.listeners.stream().filter((listener) -> listener.container().equals(container)).findFirst();
	}

	@Override
	public void prepare(MessageListenerContainer container) {
		if (container instanceof AbstractMessageListenerContainer<?, ?> candidate && this.seen.add(candidate)) {
			this.containment.run("preparation of a listener container", () -> prepareOnce(candidate));
		}
	}

	private void prepareOnce(AbstractMessageListenerContainer<?, ?> container) {
		ListenerContainer listener = ListenerContainer.of(container);
		if (this.optedOut.test(listener)) {
			logger.info("Steady Kafka leaves " + listener + " alone: steady.kafka.listeners." + listener.mainId()
					+ ".enabled=false");
		}
		else if (container.isRunning()) {
			logger.warn("Steady Kafka could not prepare " + listener + ": it was started before the application "
					+ "context was. It runs as it would without the starter");
		}
		else {
			this.listeners.add(listener);
			this.preparers.get()
				.forEach((preparer) -> this.containment.run("preparation of " + listener,
						() -> preparer.prepare(listener)));
		}
	}

}
