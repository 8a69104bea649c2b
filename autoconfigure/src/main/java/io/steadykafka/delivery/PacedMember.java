package io.steadykafka.delivery;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steadykafka.containment.Containment;
import io.steadykafka.listener.ListenerContainer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * A member and the rules that hold for it. What a rule throws is contained, and the rule
 * is as if it had nothing to say.
 */
final class PacedMember {

	/**
	 * The consumer of the consumer protocol waits out the time of a poll that found
	 * nothing, even if partitions were assigned meanwhile or what was fetched is of no
	 * use any more ({@code AsyncKafkaConsumer.pollForFetches}): with the 5 s of a
	 * container a partition stands still for 5 s after each rebalance.
	 */
	static final Duration LONGEST_POLL_OF_CONSUMER_PROTOCOL = Duration.ofMillis(200);

	private final Member member;

	private final Portion.Kind kind;

	private final List<NamedRule> rules;

	private final Containment containment;

	private final boolean overlapsCommits;

	private final Duration longestPoll;

	PacedMember(Member member, Portion.Kind kind, List<HandOverRule> rules, Containment containment) {
		this.member = member;
		this.kind = kind;
		this.longestPoll = (member.listener().speaksConsumerProtocol()) ? LONGEST_POLL_OF_CONSUMER_PROTOCOL
				: Duration.ofMillis(Long.MAX_VALUE);
		this.overlapsCommits = kind == Portion.Kind.ONE_BY_ONE && gainsByOverlap(member.listener());
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

	Member member() {
		return this.member;
	}

	Portion.Kind kind() {
		return this.kind;
	}

	/**
	 * Whether the container's commits may be answered while the next records are decoded.
	 * @return {@code false} if it is about to stop, and where it gains nothing: the
	 * container pauses before it polls, or the answers come on another thread, as with
	 * the consumer protocol
	 */
	boolean overlapsCommits() {
		return this.overlapsCommits && !this.member.isStopping();
	}

	void beforePoll(Consumer<?, ?> consumer) {
		this.rules.forEach((rule) -> contained(rule, () -> rule.rule().beforePoll(listener(), consumer)));
	}

	Map<TopicPartition, Duration> waiting() {
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
	Duration patience(Duration timeout, Map<TopicPartition, Duration> waiting) {
		Duration most = (timeout.compareTo(this.longestPoll) < 0) ? timeout : this.longestPoll;
		if (waiting.isEmpty()) {
			return most;
		}
		Duration first = Collections.min(waiting.values());
		return (first.compareTo(most) < 0) ? first : most;
	}

	Allowance allowance(Consumer<?, ?> consumer) {
		Allowance bounds = Allowance.ALL;
		for (NamedRule rule : this.rules) {
			bounds = bounds.and(this.containment.get(rule.name(), () -> rule.rule().allowance(listener(), consumer),
					Allowance.ALL));
		}
		return bounds;
	}

	int limit(Allowance allowance) {
		return Math.min(allowance.records(), this.member.limit());
	}

	void handedOver(Consumer<?, ?> consumer, Portion<?, ?> portion) {
		int records = portion.count();
		this.rules.forEach((rule) -> contained(rule, () -> rule.rule().handedOver(listener(), consumer, records)));
		this.member.watch().handedOver(portion);
	}

	void abandoned(Consumer<?, ?> consumer, ConsumerRecord<?, ?> record) {
		this.rules.forEach((rule) -> contained(rule, () -> rule.rule().abandoned(listener(), consumer, record)));
	}

	boolean undecodable(Consumer<?, ?> consumer, RecordDeserializationException exception) {
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
	 * @param records the records
	 */
	void processed(TopicPartition partition, List<? extends ConsumerRecord<?, ?>> records) {
		this.member.work().redelivered(this.member.work().seen().processed(partition, records));
	}

	private ListenerContainer listener() {
		return this.member.listener();
	}

	private void contained(NamedRule rule, Runnable call) {
		this.containment.run(rule.name(), call);
	}

	private record NamedRule(HandOverRule rule, String name) {

		static NamedRule of(HandOverRule rule, ListenerContainer listener) {
			return new NamedRule(rule, rule.getClass().getSimpleName() + " of " + listener);
		}

	}

}
