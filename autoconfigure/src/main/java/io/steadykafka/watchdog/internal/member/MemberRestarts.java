package io.steadykafka.watchdog.internal.member;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.watchdog.internal.ListenerWatch;
import io.steadykafka.watchdog.internal.Watchdog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Stops members and starts them again, while their container runs on.
 * <p>
 * That it runs is what tells that nobody stopped it. Its own stop fences its members, and
 * a member that is fenced can't be started; one that was started in the same moment is
 * stopped again.
 */
public final class MemberRestarts {

	private static final Log logger = LogFactory.getLog(Watchdog.class);

	private final List<RestartListener> listeners;

	private final BooleanSupplier mayStart;

	private final Object starting = new Object();

	private final Containment containment;

	/**
	 * Create restarts.
	 * @param listeners whom to tell before members are started again
	 * @param mayStart whether members may be started still
	 * @param containment contains what the listeners throw
	 */
	public MemberRestarts(List<RestartListener> listeners, BooleanSupplier mayStart, Containment containment) {
		this.listeners = listeners;
		this.mayStart = mayStart;
		this.containment = containment;
	}

	/**
	 * Restart members.
	 * @param executor runs what may take time
	 * @return completed when they run, or must not; with the exception if they could not
	 * be started
	 */
	public CompletableFuture<Void> restart(ListenerWatch.Restart restart, Executor executor) {
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
			.flatMap((told) -> this.containment
				.get(nameOf(told), () -> told.obstacle(listener, restart.failure()),
						Optional.of("it could not be asked whether it may be"))
				.stream())
			.findFirst()
			.ifPresent((obstacle) -> {
				throw new NotYetException(obstacle);
			});
		this.listeners.forEach(
				(told) -> this.containment.run(nameOf(told), () -> told.beforeRestart(listener, restart.failure())));
		logger.info(
				"Restarting " + restart.members().size() + " of " + listener.concurrency() + " members of " + listener);
		restart.members().forEach((member) -> start(listener.container(), member));
	}

	private static String nameOf(RestartListener told) {
		return "restart listener " + told.getClass().getSimpleName();
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
	 * Wait for a start that is under way; there will be no further one if members may not
	 * be started any more.
	 */
	public void awaitStart() {
		synchronized (this.starting) {
			logger.trace("No member is being started");
		}
	}

	/**
	 * Members must not be started yet.
	 */
	public static final class NotYetException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		NotYetException(String obstacle) {
			super(obstacle);
		}

	}

}
