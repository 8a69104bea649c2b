package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionListener;
import io.steadykafka.listener.internal.session.SessionListener.MemberPolls;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Tells all {@link SessionListener}s of the polls of one member. What they throw is
 * contained. Belongs to the member's thread.
 */
public final class PollListeners {

	private static final String PART = "poll listener";

	private final ListenerContainer listener;

	private final MessageListenerContainer member;

	private final List<SessionListener> listeners;

	private final Duration recommitInterval;

	private final Containment containment;

	private final List<MemberPolls> told = new ArrayList<>();

	/**
	 * Create what a member that starts tells.
	 * @param member the member's own container
	 * @param listeners whom to tell
	 * @param recommitInterval after which time unchanged positions are committed again;
	 * zero for never
	 * @param containment contains what they throw
	 */
	public PollListeners(ListenerContainer listener, MessageListenerContainer member, List<SessionListener> listeners,
			Duration recommitInterval, Containment containment) {
		this.listener = listener;
		this.member = member;
		this.listeners = listeners;
		this.recommitInterval = recommitInterval;
		this.containment = containment;
	}

	public Duration recommitInterval() {
		return this.recommitInterval;
	}

	public void polling(Supplier<Map<MetricName, ? extends Metric>> metrics) {
		this.listeners.forEach((each) -> this.containment.run(PART,
				() -> this.told.add(each.polling(this.listener, this.member, metrics))));
	}

	public void closer(Runnable close) {
		tell((polls) -> polls.closer(close));
	}

	public void began() {
		tell(MemberPolls::began);
	}

	public void returned(ConsumerRecords<?, ?> handedOver) {
		tell((polls) -> polls.returned(handedOver));
	}

	public Set<TopicPartition> wanted() {
		Set<TopicPartition> all = Set.of();
		for (MemberPolls polls : this.told) {
			Set<TopicPartition> wanted = this.containment.get(PART, polls::wanted, Set.of());
			if (!wanted.isEmpty()) {
				Set<TopicPartition> before = all;
				all = new HashSet<>(wanted);
				all.addAll(before);
			}
		}
		return all;
	}

	public void positions(Map<TopicPartition, Long> positions) {
		tell((polls) -> polls.positions(positions));
	}

	public boolean threw(RuntimeException failure) {
		return ask((polls) -> polls.threw(failure));
	}

	public void sought(Map<TopicPartition, OptionalLong> partitions) {
		tell((polls) -> polls.sought(partitions));
	}

	public void assigned() {
		tell(MemberPolls::assigned);
	}

	public boolean isQuiet() {
		return ask(MemberPolls::isQuiet);
	}

	void ended() {
		tell(MemberPolls::ended);
	}

	public ListenerContainer listener() {
		return this.listener;
	}

	public void contained(String part, Runnable action) {
		this.containment.run(part, action);
	}

	private void tell(Consumer<MemberPolls> news) {
		// A loop: at full speed this runs a thousand times a second.
		for (MemberPolls polls : this.told) {
			this.containment.run(PART, () -> news.accept(polls));
		}
	}

	private boolean ask(Predicate<MemberPolls> question) {
		boolean answer = false;
		for (MemberPolls polls : this.told) {
			answer |= this.containment.get(PART, () -> question.test(polls), false);
		}
		return answer;
	}

}
