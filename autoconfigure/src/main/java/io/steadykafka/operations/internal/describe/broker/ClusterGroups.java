package io.steadykafka.operations.internal.describe.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.lag.internal.sampling.ReadRule;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers of one cluster say of its groups. Safe for use by several threads.
 */
public final class ClusterGroups {

	/**
	 * How long the first answer may take while the brokers answer otherwise.
	 */
	private static final Duration FIRST = Duration.ofSeconds(2);

	private static final Duration FRESH = CachedAnswer.INTERVAL.plusMillis(500);

	private static final int MOST_DETAILS = 100;

	private final GroupQuestions questions;

	private final Executor background;

	private final Clock clock;

	private final CachedAnswer<Map<String, Answer<BrokerGroup>>> own;

	private final CachedAnswer<Map<String, Answer<BrokerGroup>>> others;

	private final Map<String, CachedAnswer<BrokerGroup>> details = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * Create a view of a cluster that was not asked anything yet.
	 * @param own the groups of this application, and how they read
	 * @param sampled the partitions of a group whose offsets are known anyway
	 * @param background asks the brokers; on one thread
	 */
	public ClusterGroups(Supplier<Admin> admin, Supplier<Map<String, ReadRule>> own,
			Function<String, Set<TopicPartition>> sampled, Executor background, Clock clock) {
		this.questions = new GroupQuestions(admin, own, sampled, clock);
		this.background = background;
		this.clock = clock;
		this.own = new CachedAnswer<>(this.questions::own, background, clock);
		this.others = new CachedAnswer<>(this.questions::others, background, clock);
	}

	/**
	 * Asks for the groups of this application, and waits for nothing.
	 */
	public void warmUp() {
		this.own.ask();
	}

	/**
	 * A group of this application.
	 */
	public Answer<BrokerGroup> own(String group, Patience patience) {
		return of(group, own(patience));
	}

	private Answer<Map<String, Answer<BrokerGroup>>> own(Patience patience) {
		return this.own.get((this.own.known().at() != null) ? patience.left() : FIRST);
	}

	/**
	 * All other groups of the cluster, with their members and without offsets.
	 */
	public Answer<Map<String, Answer<BrokerGroup>>> others(Patience patience) {
		own(patience);
		return get(this.others, patience);
	}

	/**
	 * A group of others, with members and offsets.
	 * @return empty if the cluster has none of that name, or it is not known
	 */
	public Optional<Answer<BrokerGroup>> other(String group, Patience patience) {
		Answer<Map<String, Answer<BrokerGroup>>> all = others(patience);
		if (all.value() == null || !all.value().containsKey(group)) {
			return Optional.empty();
		}
		Answer<BrokerGroup> detail = get(detail(group), patience);
		if (detail.value() != null) {
			return Optional.of(detail);
		}
		Answer<BrokerGroup> listed = of(group, all);
		return Optional.of((listed.value() != null) ? new Answer<>(listed.value().unknown(detail.whyUnknown()),
				listed.at(), listed.failure(), listed.failingSince()) : listed);
	}

	private static Answer<BrokerGroup> of(String group, Answer<Map<String, Answer<BrokerGroup>>> all) {
		Answer<BrokerGroup> answer = (all.value() != null) ? all.value().getOrDefault(group, Answer.none())
				: Answer.none();
		return (all.failingSince() != null && !answer.isFailing()) ? answer.failed(all.failure(), all.failingSince())
				: answer;
	}

	private CachedAnswer<BrokerGroup> detail(String group) {
		synchronized (this.details) {
			CachedAnswer<BrokerGroup> detail = this.details.computeIfAbsent(group,
					(name) -> new CachedAnswer<>((last) -> this.questions.one(name, this.others.known()),
							this.background, this.clock));
			if (this.details.size() > MOST_DETAILS) {
				this.details.remove(this.details.keySet().iterator().next());
			}
			return detail;
		}
	}

	private <T> Answer<T> get(CachedAnswer<T> cached, Patience patience) {
		return cached.get((cached.known().at() == null && isAnswering()) ? FIRST : patience.left());
	}

	private boolean isAnswering() {
		Instant last = this.own.known().at();
		return last != null && !this.own.known().isFailing() && this.clock.instant().isBefore(last.plus(FRESH));
	}

}
