package io.steadykafka.delivery.internal.session;

import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Binds the session of a member to its thread. An application context has its own: a
 * member of one is nothing to another.
 */
@SuppressWarnings("ThreadLocalUsage")
public final class SessionThread {

	private final ThreadLocal<@Nullable Bound> bound = new ThreadLocal<>();

	public void begin(MemberSession session, MessageListenerContainer container) {
		session.start();
		this.bound.set(new Bound(session, container));
	}

	/**
	 * The session of the thread that calls.
	 */
	public @Nullable MemberSession current() {
		Bound present = this.bound.get();
		return (present != null) ? present.session : null;
	}

	/**
	 * Claim the session of this thread for a consumer that is polled for the first time.
	 * Other consumers that are polled on the thread are the application's business.
	 * @param consumer what Kafka or the application's factory made
	 * @return the session, {@code null} if the consumer is not the container's
	 */
	public @Nullable Claim claim(Consumer<?, ?> consumer) {
		Bound present = this.bound.get();
		if (present == null || present.claimed || !isPolledBy(present.container, consumer)) {
			return null;
		}
		present.claimed = true;
		return new Claim(present.session, present.container);
	}

	private static boolean isPolledBy(MessageListenerContainer container, Consumer<?, ?> consumer) {
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
	public void end() {
		MemberSession session = current();
		if (session != null) {
			session.end();
		}
		this.bound.remove();
	}

	private static final class Bound {

		private final MemberSession session;

		private final MessageListenerContainer container;

		private boolean claimed;

		Bound(MemberSession session, MessageListenerContainer container) {
			this.session = session;
			this.container = container;
		}

	}

	/**
	 * A session that a consumer belongs to.
	 *
	 * @param container the member's own container
	 */
	public record Claim(MemberSession session, MessageListenerContainer container) {

		/**
		 * The session begins.
		 * @param consumer what hooks may seek and commit with
		 * @param close closes the consumer
		 */
		public void begin(Consumer<?, ?> consumer, Runnable close) {
			this.session.begin(this.container, consumer, close);
		}

	}

}
