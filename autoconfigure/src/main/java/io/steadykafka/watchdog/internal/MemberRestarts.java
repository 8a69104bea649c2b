package io.steadykafka.watchdog.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Stops members and starts them again, while their container runs on.
 * <p>
 * While the container runs, nobody has stopped it. Its stop fences its members, and a
 * fenced member can't be started; one that was started in the same moment is stopped
 * again.
 */
final class MemberRestarts {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private final List<RestartListener> listeners;

	private final BooleanSupplier mayStart;

	private final Object starting = new Object();

	private final Containment containment;

	/**
	 * Create restarts.
	 * @param listeners to notify before members are started again
	 * @param mayStart whether members may still be started
	 * @param containment contains what the listeners throw
	 */
	MemberRestarts(List<RestartListener> listeners, BooleanSupplier mayStart, Containment containment) {
		this.listeners = listeners;
		this.mayStart = mayStart;
		this.containment = containment;
	}

	/**
	 * Restart members.
	 * @param executor runs what may take time
	 * @return completed when they run or must not run, exceptionally if they could not be
	 * started
	 */
	CompletableFuture<Void> restart(ListenerWatch.Restart restart, Executor executor) {
		return CompletableFuture.completedFuture(restart.members())
			.thenComposeAsync(MemberRestarts::stop, executor)
			.thenRunAsync(() -> start(restart), executor);
	}

	private static CompletableFuture<Void> stop(List<MessageListenerContainer> members) {
		return CompletableFuture.allOf(members.stream().map((member) -> {
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			member.stop(() -> stopped.complete(null));
			return stopped;
		}).toArray(CompletableFuture<?>[]::new));
	}

	private void start(ListenerWatch.Restart restart) {
		ListenerContainer listener = restart.listener();
		if (!this.mayStart.getAsBoolean() || !listener.container().isRunning()) {
			return;
		}
		restart.leftBehind()
			.forEach((close) -> this.containment.run("close of a consumer that was left behind", close));
		this.listeners.stream()
			.flatMap((notified) -> this.containment
				.get(nameOf(notified), () -> notified.obstacle(listener, restart.failure()),
						Optional.of("it could not be asked whether it may be"))
				.stream())
			.findFirst()
			.ifPresent((obstacle) -> {
				throw new NotYetException(obstacle);
			});
		this.listeners.forEach((notified) -> this.containment.run(nameOf(notified),
				() -> notified.beforeRestart(listener, restart.failure())));
		logger.info(
				"Restarting " + restart.members().size() + " of " + listener.concurrency() + " members of " + listener);
		restart.members().forEach((member) -> start(listener.container(), member));
	}

	private static String nameOf(RestartListener notified) {
		return "restart listener " + notified.getClass().getSimpleName();
	}

	private void start(AbstractMessageListenerContainer<?, ?> container, MessageListenerContainer member) {
		synchronized (this.starting) {
			if (!this.mayStart.getAsBoolean() || !isMember(container, member)) {
				return;
			}
			// A member has a copy of the container's properties.
			member.getContainerProperties()
				.setKafkaConsumerProperties(container.getContainerProperties().getKafkaConsumerProperties());
			try {
				member.start();
			}
			catch (RuntimeException ex) {
				if (!isMember(container, member)) {
					// Fenced: the container was stopped in this moment.
					logger.debug("A member was not started again", ex);
					return;
				}
				throw ex;
			}
			if (!isMember(container, member)) {
				member.stop(() -> {
				});
			}
		}
	}

	private static boolean isMember(AbstractMessageListenerContainer<?, ?> container, MessageListenerContainer member) {
		return container.isRunning() && container instanceof ConcurrentMessageListenerContainer<?, ?> concurrent
				&& concurrent.getContainers().stream().anyMatch(member::equals);
	}

	/**
	 * Wait for a start that is under way; no other follows once members may not be
	 * started anymore.
	 */
	void awaitStart() {
		synchronized (this.starting) {
			logger.trace("No member is being started");
		}
	}

	/**
	 * Members must not be started yet.
	 */
	static final class NotYetException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NotYetException(String obstacle) {
			super(obstacle);
		}

	}

}
