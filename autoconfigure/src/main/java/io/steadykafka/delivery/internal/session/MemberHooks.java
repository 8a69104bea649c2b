package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.listener.internal.session.SessionListener;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Calls all hooks of one member's session. What they throw is contained, and such a hook
 * is as if it had no opinion. Belongs to the member's thread.
 */
public final class MemberHooks {

	private final List<SessionListener> listeners;

	private final Containment containment;

	private final List<Named> hooks = new ArrayList<>();

	/**
	 * Create hooks of a session that has not begun.
	 * @param listeners what hooks into it
	 */
	public MemberHooks(List<SessionListener> listeners, Containment containment) {
		this.listeners = listeners;
		this.containment = containment;
	}

	/**
	 * The member polls for the first time.
	 * @param consumer what hooks may seek and commit with
	 */
	void polling(ListenerContainer listener, MessageListenerContainer member, Consumer<?, ?> consumer) {
		this.listeners.forEach((each) -> {
			String name = each.getClass().getSimpleName() + " of " + listener;
			SessionHooks called = this.containment.get(name, () -> each.polling(listener, member, consumer),
					SessionHooks.NONE);
			if (!called.equals(SessionHooks.NONE)) {
				this.hooks.add(new Named(called, name));
			}
		});
	}

	public void began() {
		tell(SessionHooks::began);
	}

	public boolean isQuiet() {
		return ask(SessionHooks::isQuiet);
	}

	public Set<TopicPartition> wanted() {
		Set<TopicPartition> all = Set.of();
		for (Named each : this.hooks) {
			Set<TopicPartition> wanted = this.containment.get(each.name, each.hooks::wanted, Set.of());
			if (!wanted.isEmpty()) {
				Set<TopicPartition> before = all;
				all = new HashSet<>(wanted);
				all.addAll(before);
			}
		}
		return all;
	}

	public void positions(Map<TopicPartition, Long> positions) {
		tell((hooks) -> hooks.positions(positions));
	}

	public void abandoned(ConsumerRecord<?, ?> record) {
		tell((hooks) -> hooks.abandoned(record));
	}

	public void beforePoll() {
		tell(SessionHooks::beforePoll);
	}

	/**
	 * Partitions that must not be delivered yet, each with what the first hook that names
	 * it says.
	 */
	public Map<TopicPartition, Duration> waiting() {
		Map<TopicPartition, Duration> waiting = Map.of();
		for (Named each : this.hooks) {
			Map<TopicPartition, Duration> more = this.containment.get(each.name, each.hooks::waiting, Map.of());
			if (!more.isEmpty()) {
				more = new HashMap<>(more);
				more.putAll(waiting);
				waiting = more;
			}
		}
		return waiting;
	}

	public DeliveryLimit limit() {
		DeliveryLimit limit = DeliveryLimit.ALL;
		for (Named each : this.hooks) {
			limit = limit.and(this.containment.get(each.name, each.hooks::limit, DeliveryLimit.ALL));
		}
		return limit;
	}

	public void delivered(int records) {
		tell((hooks) -> hooks.delivered(records));
	}

	public void returned(ConsumerRecords<?, ?> delivered) {
		tell((hooks) -> hooks.returned(delivered));
	}

	public boolean threw(RuntimeException failure) {
		return ask((hooks) -> hooks.threw(failure));
	}

	public boolean undecodable(RecordDeserializationException exception) {
		return ask((hooks) -> hooks.undecodable(exception));
	}

	boolean retriesFailures() {
		return ask(SessionHooks::retriesFailures);
	}

	public void sought(Map<TopicPartition, OptionalLong> partitions) {
		tell((hooks) -> hooks.sought(partitions));
	}

	public void assigned() {
		tell(SessionHooks::assigned);
	}

	void closer(Runnable close) {
		tell((hooks) -> hooks.closer(close));
	}

	void ended() {
		tell(SessionHooks::ended);
	}

	public void contained(String part, Runnable action) {
		this.containment.run(part, action);
	}

	private void tell(java.util.function.Consumer<SessionHooks> news) {
		// A loop: at full speed this runs a thousand times a second.
		for (Named each : this.hooks) {
			this.containment.run(each.name, () -> news.accept(each.hooks));
		}
	}

	private boolean ask(Predicate<SessionHooks> question) {
		boolean answer = false;
		for (Named each : this.hooks) {
			answer |= this.containment.get(each.name, () -> question.test(each.hooks), false);
		}
		return answer;
	}

	private record Named(SessionHooks hooks, String name) {

	}

}
