package io.steadykafka.listener;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.containment.Containment;

import org.springframework.kafka.event.ConsumerFailedToStartEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ConsumerStartedEvent;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Knows each listener's members from their events, and why they ended, until they start
 * again.
 * <p>
 * The container itself is only asked what it answers without its lifecycle lock, which it
 * holds while it starts: a health check must not wait for that.
 */
final class FollowedStates implements ContainerStates {

	private final ListenerContainers containers;

	private final Map<ListenerContainer, Map<String, Member>> listeners = new ConcurrentHashMap<>();

	private final Containment containment;

	FollowedStates(ListenerContainers containers, Containment containment) {
		this.containers = containers;
		this.containment = containment;
	}

	@Override
	public ContainerState of(ListenerContainer listener) {
		Map<String, Member> members = Map.copyOf(this.listeners.getOrDefault(listener, Map.of()));
		return ContainerState.decide(ContainerSight.of(listener, members.values()));
	}

	@Override
	public void onApplicationEvent(KafkaEvent event) {
		if (isAboutState(event) && event.getSource() instanceof MessageListenerContainer member) {
			this.containment.run("listener state", () -> follow(event, member));
		}
	}

	private void follow(KafkaEvent event, MessageListenerContainer member) {
		Member now = new Member(member, failure(event), trouble(event));
		this.containers.find(event.getContainer(MessageListenerContainer.class))
			.ifPresent((listener) -> this.listeners.computeIfAbsent(listener, (key) -> new ConcurrentHashMap<>())
				.put(String.valueOf(member.getListenerId()), now));
	}

	private static boolean isAboutState(KafkaEvent event) {
		return event instanceof ConsumerStartingEvent || event instanceof ConsumerStartedEvent
				|| event instanceof ConsumerFailedToStartEvent || event instanceof ConsumerStoppedEvent
				|| event instanceof ConsumerRetryAuthEvent || event instanceof ConsumerRetryAuthSuccessfulEvent;
	}

	private static String failure(KafkaEvent event) {
		if (event instanceof ConsumerFailedToStartEvent) {
			return "did not start in time: the task executor has too few threads for all members of all listeners";
		}
		return (event instanceof ConsumerStoppedEvent stopped) ? describe(stopped.getReason()) : "";
	}

	private static String trouble(KafkaEvent event) {
		if (event instanceof ConsumerRetryAuthEvent retry) {
			return switch (retry.getReason()) {
				case AUTHENTICATION -> "authentication failed, and is tried again: see the log, check the credentials";
				case AUTHORIZATION -> "authorization failed, and is tried again: see the log, check the ACLs";
			};
		}
		return "";
	}

	private static String describe(Reason reason) {
		return switch (reason) {
			case NORMAL -> "";
			case ABNORMAL -> "stopped after an error, or by its error handler";
			case AUTH -> "authentication or authorization failed, and no retry is configured";
			case FENCED -> "fenced: another member runs with its group.instance.id or transactional.id";
			case NO_OFFSET -> "no committed offset and auto.offset.reset=none";
			case ERROR -> "an Error was thrown, see the log";
		};
	}

	/**
	 * A member of a listener.
	 *
	 * @param container the member's own container
	 * @param failure why it ended or did not start, empty if it did neither
	 * @param trouble why it runs without consuming, empty if it is not known to
	 */
	record Member(MessageListenerContainer container, String failure, String trouble) {

		String failureNow() {
			if (!this.failure.isEmpty() || this.container.isInExpectedState()) {
				return this.failure;
			}
			return "ended with an error, see the log";
		}

	}

}
