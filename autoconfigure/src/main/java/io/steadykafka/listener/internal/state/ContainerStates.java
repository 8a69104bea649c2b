package io.steadykafka.listener.internal.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.listener.internal.ContainerEventListener;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.event.KafkaEvent;
import org.springframework.kafka.listener.AbstractShareKafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The present state of each listener's container. No broker is asked. Thread-safe.
 * <p>
 * {@code isRunning()} is not enough: it stays {@code true} while members end one by one,
 * and after a member failed to start. So members and why they ended are followed by their
 * events. A container is asked only what it answers without its lifecycle lock, which it
 * holds while it starts: a health check must not wait for that.
 */
public final class ContainerStates implements ContainerPreparer, ContainerEventListener {

	static final String NOT_STARTED = "did not start in time: the task executor has too few threads for all members "
			+ "of all listeners";

	private final ListenerContainers containers;

	private final Map<ListenerContainer, Members> listeners = new ConcurrentHashMap<>();

	private final Map<AbstractShareKafkaMessageListenerContainer<?, ?>, ShareContainer> shareContainers = new ConcurrentHashMap<>();

	public ContainerStates(ListenerContainers containers) {
		this.containers = containers;
	}

	public ContainerState of(ListenerContainer listener) {
		Members members = this.listeners.get(listener);
		return ContainerState.decide(ContainerSnapshot.of(listener, (members != null) ? members.all() : List.of()));
	}

	/**
	 * The members' own containers since the listener's container was started last,
	 * including those that ended. The container itself would answer under its lifecycle
	 * lock.
	 */
	public List<MessageListenerContainer> members(ListenerContainer listener) {
		Members members = this.listeners.get(listener);
		return (members != null) ? members.all().stream().map(Member::container).toList() : List.of();
	}

	/**
	 * The listeners that read with a share group and did not opt out.
	 */
	public List<ShareListener> shareListeners() {
		List<AbstractShareKafkaMessageListenerContainer<?, ?>> present = this.containers.shareContainers();
		this.shareContainers.keySet().retainAll(present);
		return present.stream().map((container) -> shareContainer(container).view()).toList();
	}

	private ShareContainer shareContainer(AbstractShareKafkaMessageListenerContainer<?, ?> container) {
		return this.shareContainers.computeIfAbsent(container, ShareContainer::new);
	}

	@Override
	public void memberStarting(ListenerContainer listener, MessageListenerContainer member) {
		follow(listener, true, new Member(member, "", "", ""));
	}

	@Override
	public void memberStarted(ListenerContainer listener, MessageListenerContainer member) {
		follow(listener, false, new Member(member, "", "", ""));
	}

	@Override
	public void memberFailedToStart(ListenerContainer listener, MessageListenerContainer member) {
		follow(listener, true, new Member(member, NOT_STARTED, "", ContainerRemedies.MORE_THREADS));
	}

	@Override
	public void authFailed(ListenerContainer listener, MessageListenerContainer member,
			ConsumerRetryAuthEvent.Reason reason) {
		String trouble = switch (reason) {
			case AUTHENTICATION -> "authentication failed, and is tried again: see the log, check the credentials";
			case AUTHORIZATION -> "authorization failed, and is tried again: see the log, check the ACLs";
		};
		follow(listener, false, new Member(member, "", trouble, ContainerRemedies.of(reason)));
	}

	@Override
	public void authSucceeded(ListenerContainer listener, MessageListenerContainer member) {
		memberStarted(listener, member);
	}

	@Override
	public void memberStopped(ListenerContainer listener, MessageListenerContainer member, Reason reason) {
		String failure = (reason == Reason.FENCED) ? fenced(listener, member) : describe(reason);
		follow(listener, false, new Member(member, failure, "", ContainerRemedies.of(reason)));
	}

	private void follow(ListenerContainer listener, boolean starts, Member member) {
		Members members = this.listeners.get(listener);
		if (members != null) {
			members.follow(starts, member);
		}
	}

	@Override
	public void shareContainerEvent(KafkaEvent event) {
		this.containers.shareContainers()
			.stream()
			.filter((container) -> container.equals(event.getSource()))
			.forEach((container) -> shareContainer(container).follow(event));
	}

	@Override
	public void prepare(ListenerContainer listener) {
		this.listeners.put(listener, new Members());
	}

	@Override
	public void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

	private static String fenced(ListenerContainer listener, MessageListenerContainer member) {
		String id = listener.setting(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG).orElse("");
		if (id.isEmpty()) {
			return describe(Reason.FENCED);
		}
		String name = String.valueOf(member.getListenerId());
		boolean numbered = !member.equals(listener.container()) && name.startsWith(listener.id());
		// Spring Kafka adds the number of the member.
		return "fenced: another member of group '" + listener.group() + "' runs with its group.instance.id '" + id
				+ ((numbered) ? name.substring(listener.id().length()) : "") + "'"
				+ ((listener.isTransactional()) ? ", or with its transactional.id" : "");
	}

	static String describe(Reason reason) {
		return switch (reason) {
			case NORMAL -> "";
			case ABNORMAL -> "stopped after an error, or by its error handler";
			case AUTH -> "authentication or authorization failed, and no retry is configured";
			case FENCED -> "fenced: another producer runs with its transactional.id";
			case NO_OFFSET -> "no committed offset and auto.offset.reset=none";
			case ERROR -> "an Error was thrown, see the log";
		};
	}

	/**
	 * A member of a listener.
	 *
	 * @param failure why it ended or did not start, else empty
	 * @param trouble why it runs without consuming, else empty
	 */
	record Member(MessageListenerContainer container, String failure, String trouble, String remedy) {

		String failureNow() {
			if (!this.failure.isEmpty() || this.container.isInExpectedState()) {
				return this.failure;
			}
			return "ended with an error, see the log";
		}

		String remedyNow() {
			return (this.remedy.isEmpty() && !failureNow().isEmpty()) ? ContainerRemedies.START_AGAIN : this.remedy;
		}

	}

	/**
	 * The members of one listener since its container was started last.
	 */
	static final class Members {

		private final Map<String, Member> byName = new HashMap<>();

		synchronized List<Member> all() {
			return List.copyOf(this.byName.values());
		}

		synchronized void follow(boolean starts, Member now) {
			String name = String.valueOf(now.container().getListenerId());
			Member known = this.byName.get(name);
			boolean replaced = known != null && !known.container().equals(now.container());
			if (replaced && !starts) {
				// A late event of a member that was replaced by a restart of the
				// container.
				return;
			}
			if (replaced) {
				// The restart may have fewer members: remove all old ones.
				this.byName.values().removeIf((member) -> !member.container().isRunning());
			}
			this.byName.put(name, now);
		}

	}

}
