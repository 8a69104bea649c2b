package io.steadykafka.operations.internal.member;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.NotPausedException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Controls the listeners of this instance.
 */
public final class DefaultListenerControl implements ListenerControl {

	private final ListenerContainers listeners;

	private final Function<ListenerContainer, Optional<String>> obstacle;

	private final ListenerPauses pauses;

	private final Consumer<ListenerContainer> wake;

	private final Map<ListenerContainer, CountDownLatch> stops = new ConcurrentHashMap<>();

	/**
	 * Create a control.
	 * @param obstacle why the starter does not deliver a listener's records, empty if it
	 * does
	 * @param wake ends the polls of a listener's members, without waiting for that
	 */
	public DefaultListenerControl(ListenerContainers listeners, Function<ListenerContainer, Optional<String>> obstacle,
			ListenerPauses pauses, Consumer<ListenerContainer> wake) {
		this.listeners = listeners;
		this.obstacle = obstacle;
		this.pauses = pauses;
		this.wake = wake;
	}

	@Override
	public void pause(String id, @Nullable String topic, @Nullable Integer partition, String by) {
		PauseScope scope = new PauseScope(topic, partition);
		ListenerContainer listener = find(id);
		if (topic != null && !reads(listener, topic)) {
			throw new NoSuchElementException(
					"The " + listener + " does not read topic '" + topic + "'. It reads " + listener.topics());
		}
		this.obstacle.apply(listener).ifPresent((reason) -> {
			throw new IllegalStateException(
					"The delivery to " + listener + " can't be paused: " + reason + ". Stop the listener instead");
		});
		if (this.pauses.pause(listener, scope, by)) {
			this.wake.accept(listener);
		}
	}

	@Override
	public void resume(String id, @Nullable String topic, @Nullable Integer partition, String by) {
		PauseScope scope = new PauseScope(topic, partition);
		ListenerContainer listener = find(id);
		List<PauseChange> present = this.pauses.of(listener);
		this.pauses.checkNotWider(listener, scope);
		List<PauseChange> resumed = this.pauses.resume(listener, scope, by);
		if (resumed.isEmpty()) {
			throw new NotPausedException("Nothing of that is paused: of " + listener + " is paused "
					+ ((present.isEmpty()) ? "nothing" : present) + pausedByApplication(listener));
		}
		this.wake.accept(listener);
	}

	private static boolean reads(ListenerContainer listener, String topic) {
		ContainerProperties properties = listener.container().getContainerProperties();
		Pattern pattern = properties.getTopicPattern();
		if (pattern != null) {
			return pattern.matcher(topic).matches();
		}
		@Nullable TopicPartitionOffset[] partitions = properties.getTopicPartitions();
		return (partitions != null)
				? Arrays.stream(partitions)
					.flatMap(Stream::ofNullable)
					.anyMatch((partition) -> topic.equals(partition.getTopic()))
				: listener.subscribedTopics().contains(topic);
	}

	private static String pausedByApplication(ListenerContainer listener) {
		return (listener.container().isPauseRequested())
				? ". The application itself paused its container, and has to resume it" : "";
	}

	@Override
	public boolean stop(String id, String by) {
		ListenerContainer listener = find(id);
		AbstractMessageListenerContainer<?, ?> container = listener.container();
		boolean runs = container.isRunning();
		CountDownLatch made = new CountDownLatch((runs) ? 1 : 0);
		CountDownLatch stopped = this.stops.compute(listener,
				(key, present) -> (present != null && present.getCount() > 0) ? present : made);
		if (runs && stopped.equals(made)) {
			container.stop(made::countDown);
		}
		return await(stopped, container.getContainerProperties().getShutdownTimeout());
	}

	@Override
	public void start(String id, String by) {
		ListenerContainer listener = find(id);
		if (listener.container().isRunning()) {
			return;
		}
		if (this.stops.getOrDefault(listener, new CountDownLatch(0)).getCount() > 0) {
			throw new IllegalStateException("The " + listener
					+ " is still finishing the records that it had when it was stopped. Start it once that is done");
		}
		listener.container().start();
	}

	private ListenerContainer find(String id) {
		return this.listeners.all()
			.stream()
			.filter((listener) -> listener.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException(
					"There is no listener '" + id + "' here that Steady Kafka manages. There are "
							+ this.listeners.all().stream().map(ListenerContainer::id).sorted().toList()));
	}

	private static boolean await(CountDownLatch latch, long millis) {
		try {
			return latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
