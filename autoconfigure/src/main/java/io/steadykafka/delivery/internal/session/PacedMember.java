package io.steadykafka.delivery.internal.session;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.DeliveryLimit;
import io.steadykafka.delivery.internal.DeliveryRule;
import io.steadykafka.delivery.internal.dispatch.DeliveryBatch;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * A member and the rules that hold for it. What a rule throws is contained, and the rule
 * is as if it had nothing to say.
 */
public final class PacedMember {

	/**
	 * The consumer of the consumer protocol waits out the time of a poll that found
	 * nothing, even if partitions were assigned meanwhile or what was fetched is of no
	 * use any more ({@code AsyncKafkaConsumer.pollForFetches}): with the 5 s of a
	 * container a partition stands still for 5 s after each rebalance.
	 */
	public static final Duration LONGEST_POLL_OF_CONSUMER_PROTOCOL = Duration.ofMillis(200);

	private final Member member;

	private final DeliveryBatch.Kind kind;

	private final List<NamedRule> rules;

	private final Containment containment;

	private final boolean overlapsCommits;

	private final Duration longestPoll;

	public PacedMember(Member member, DeliveryBatch.Kind kind, List<DeliveryRule> rules, Containment containment) {
		this.member = member;
		this.kind = kind;
		this.longestPoll = (member.listener().speaksConsumerProtocol()) ? LONGEST_POLL_OF_CONSUMER_PROTOCOL
				: Duration.ofMillis(Long.MAX_VALUE);
		this.overlapsCommits = kind == DeliveryBatch.Kind.ONE_BY_ONE && gainsByOverlap(member.listener());
		this.rules = rules.stream().map((rule) -> NamedRule.of(rule, member.listener())).toList();
		if (rules.stream().anyMatch((rule) -> rule.handlesFailures(member.listener()))) {
			member.inFlight().keepFailures();
		}
		this.containment = containment;
	}

	private static boolean gainsByOverlap(ListenerContainer listener) {
		return listener.container().getContainerProperties().getIdleBetweenPolls() <= 0
				&& !listener.speaksConsumerProtocol();
	}

	public Member member() {
		return this.member;
	}

	public DeliveryBatch.Kind kind() {
		return this.kind;
	}

	/**
	 * Whether the container's commits may be answered while the next records are decoded.
	 * @return {@code false} if it is about to stop, and where it gains nothing: the
	 * container pauses before it polls, or the answers come on another thread, as with
	 * the consumer protocol
	 */
	public boolean overlapsCommits() {
		return this.overlapsCommits && !this.member.isStopping();
	}

	public void beforePoll(Consumer<?, ?> consumer) {
		this.rules.forEach((rule) -> contained(rule, () -> rule.rule().beforePoll(listener(), consumer)));
	}

	public Map<TopicPartition, Duration> waiting() {
		Map<TopicPartition, Duration> waiting = Map.of();
		for (NamedRule rule : this.rules) {
			Map<TopicPartition, Duration> more = this.containment.get(rule.name(),
					() -> rule.rule().waiting(listener()), Map.of());
			if (!more.isEmpty()) {
				more = new HashMap<>(more);
				more.putAll(waiting);
				waiting = more;
			}
		}
		return waiting;
	}

	/**
	 * How long a poll may wait for records.
	 * @param timeout how long at most
	 * @param waiting the partitions that wait, and how much longer
	 * @return the time until something is to be handed over, or looked for
	 */
	public Duration patience(Duration timeout, Map<TopicPartition, Duration> waiting) {
		Duration most = (timeout.compareTo(this.longestPoll) < 0) ? timeout : this.longestPoll;
		if (waiting.isEmpty()) {
			return most;
		}
		Duration first = Collections.min(waiting.values());
		return (first.compareTo(most) < 0) ? first : most;
	}

	public DeliveryLimit allowance(Consumer<?, ?> consumer) {
		DeliveryLimit bounds = DeliveryLimit.ALL;
		for (NamedRule rule : this.rules) {
			bounds = bounds.and(this.containment.get(rule.name(), () -> rule.rule().allowance(listener(), consumer),
					DeliveryLimit.ALL));
		}
		return bounds;
	}

	public int limit(DeliveryLimit allowance) {
		return Math.min(allowance.records(), this.member.limit());
	}

	public void handedOver(Consumer<?, ?> consumer, DeliveryBatch<?, ?> portion) {
		int records = portion.count();
		this.rules.forEach((rule) -> contained(rule, () -> rule.rule().handedOver(listener(), consumer, records)));
		this.member.watch().handedOver(portion);
	}

	public void abandoned(Consumer<?, ?> consumer, ConsumerRecord<?, ?> record) {
		this.rules.forEach((rule) -> contained(rule, () -> rule.rule().abandoned(listener(), consumer, record)));
	}

	public boolean undecodable(Consumer<?, ?> consumer, RecordDeserializationException exception) {
		boolean waits = false;
		for (NamedRule rule : this.rules) {
			waits |= this.containment.get(rule.name(), () -> rule.rule().undecodable(listener(), consumer, exception),
					false);
		}
		if (waits) {
			this.member.work().worked(0, 1, 0);
		}
		return waits;
	}

	/**
	 * Records were processed.
	 * @param partition their partition
	 */
	public void processed(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records) {
		this.member.work().redelivered(this.member.work().seen().processed(partition, records));
	}

	private ListenerContainer listener() {
		return this.member.listener();
	}

	private void contained(NamedRule rule, Runnable call) {
		this.containment.run(rule.name(), call);
	}

	private record NamedRule(DeliveryRule rule, String name) {

		static NamedRule of(DeliveryRule rule, ListenerContainer listener) {
			return new NamedRule(rule, rule.getClass().getSimpleName() + " of " + listener);
		}

	}

}
