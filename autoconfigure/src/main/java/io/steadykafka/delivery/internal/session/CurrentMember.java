package io.steadykafka.delivery.internal.session;

import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * The member on whose thread a call is. A context has its own: a member of one is nothing
 * to another.
 */
@SuppressWarnings("ThreadLocalUsage")
public final class CurrentMember {

	private final ThreadLocal<@Nullable PacedMember> unclaimed = new ThreadLocal<>();

	private final ThreadLocal<@Nullable PollListeners> unclaimedPolls = new ThreadLocal<>();

	private final ThreadLocal<@Nullable Member> members = new ThreadLocal<>();

	private final ThreadLocal<@Nullable PollListeners> polls = new ThreadLocal<>();

	private final ThreadLocal<@Nullable MessageListenerContainer> containers = new ThreadLocal<>();

	public void set(PacedMember paced, PollListeners told, MessageListenerContainer container) {
		this.unclaimed.set(paced);
		this.unclaimedPolls.set(told);
		this.members.set(paced.member());
		this.polls.set(told);
		this.containers.set(container);
	}

	public @Nullable Member get() {
		return this.members.get();
	}

	public @Nullable PacedMember claim(Consumer<?, ?> consumer) {
		return claim(this.unclaimed, consumer);
	}

	public @Nullable PollListeners claimPolls(Consumer<?, ?> consumer) {
		return claim(this.unclaimedPolls, consumer);
	}

	private <T> @Nullable T claim(ThreadLocal<@Nullable T> unclaimed, Consumer<?, ?> consumer) {
		T claimed = unclaimed.get();
		MessageListenerContainer container = this.containers.get();
		if (claimed == null || container == null || !isPolledBy(container, consumer)) {
			return null;
		}
		unclaimed.remove();
		return claimed;
	}

	private static boolean isPolledBy(MessageListenerContainer container, Consumer<?, ?> consumer) {
		// Other consumers that are polled on the thread are the application's business.
		// Whatever is around the container's consumer, its metrics are that one's.
		for (Map<MetricName, ? extends Metric> metrics : container.metrics().values()) {
			for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
				return metric.getValue().equals(consumer.metrics().get(metric.getKey()));
			}
		}
		// It tells none, and is not Kafka's.
		return true;
	}

	/**
	 * The member has ended.
	 */
	public void ended() {
		PollListeners told = this.polls.get();
		if (told != null) {
			told.ended();
		}
		this.unclaimed.remove();
		this.unclaimedPolls.remove();
		this.members.remove();
		this.polls.remove();
		this.containers.remove();
	}

}
