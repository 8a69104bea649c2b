package io.steadykafka.operations.internal.replay.letters;

import java.util.Optional;
import java.util.stream.Stream;

import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.listener.internal.ListenerContainer;

/**
 * A dead-letter topic of a listener.
 *
 * @param policy the listener's failure rules
 * @param original the topic that its records failed in
 */
public record DeadLetterTopic(ListenerContainer listener, RetryPolicy policy, String original) {

	private static final String GROUP_SUFFIX = ".dlt";

	/**
	 * The dead-letter topic that a name means.
	 * @param name a topic that the listener reads, or its dead-letter topic
	 * @return the topic, empty if the listener has nothing to do with the name
	 */
	public static Optional<DeadLetterTopic> of(ListenerContainer listener, RetryPolicy policy, String name) {
		String suffix = policy.deadLetterSuffix();
		// A listener may read a topic whose name looks like a dead-letter topic.
		Stream<String> originals = (!suffix.isEmpty() && name.endsWith(suffix))
				? Stream.of(name.substring(0, name.length() - suffix.length()), name) : Stream.of(name);
		return originals.filter((original) -> ReadTopics.contain(listener, original))
			.findFirst()
			.map((original) -> new DeadLetterTopic(listener, policy, original));
	}

	public String name() {
		return this.policy.deadLetterTopic(this.original);
	}

	/**
	 * The group that remembers how far replays came.
	 */
	public String group() {
		return this.listener.group() + GROUP_SUFFIX;
	}

	/**
	 * The listener's rules, except that a record whose retries are exhausted becomes a
	 * dead letter again: it is one already, and nothing waits behind it.
	 */
	public RetryPolicy rules() {
		return new RetryPolicy(this.policy.backOff(), Exhaustion.DEAD_LETTER, this.policy.notRetryable(),
				this.policy.deadLetterSuffix());
	}

	public boolean isSameAs(DeadLetterTopic other) {
		return name().equals(other.name()) && group().equals(other.group())
				&& this.listener.servers().equals(other.listener.servers());
	}

}
