package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;

import io.steadykafka.delivery.internal.LeavePolicy;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.delivery.internal.session.Member;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * How a member leaves that its container stops: with a last commit, within its stop
 * timeout, and always to the end. On the consumer's thread.
 */
final class ShutdownCommit {

	private static final Log logger = LogFactory.getLog(RecordDelivery.class);

	/**
	 * What {@code KafkaConsumer.close()} waits.
	 */
	private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration AWAITING_POLL = Duration.ofMillis(100);

	private final CommittingConsumer<?, ?> consumer;

	private final Member member;

	ShutdownCommit(CommittingConsumer<?, ?> consumer, Member member) {
		this.consumer = consumer;
		this.member = member;
	}

	/**
	 * What the container does before it closes the consumer. A static member's consumer
	 * only commits: once it has unsubscribed, it has no membership that its close could
	 * give up.
	 */
	void unsubscribe() {
		commit();
		if (this.member.departure() != null) {
			return;
		}
		try {
			this.consumer.delegate.unsubscribe();
		}
		catch (WakeupException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			// The container would not close the consumer.
			logger.warn("A member of " + this.member.listener() + " could not leave its group while it stopped", ex);
		}
	}

	void close() {
		commit();
		Duration timeout = this.member.untilDeadline(DEFAULT_CLOSE_TIMEOUT);
		CloseOptions options = CloseOptions.timeout(timeout);
		LeavePolicy departure = this.member.departure();
		if (departure != null && this.member.isStopping()) {
			options = options.withGroupMembershipOperation(departure.operation());
		}
		try {
			this.consumer.delegate.close(options);
		}
		catch (AbstractMethodError ex) {
			closeWithoutOptions(timeout, departure);
		}
	}

	/**
	 * Close a consumer that is wrapped by a class built for clients before 4.1, as
	 * Brave's is. A wrapper forwards only the methods that it knows.
	 * @param timeout how long the close may take
	 * @param departure what was to become of the membership
	 */
	@SuppressWarnings("deprecation")
	private void closeWithoutOptions(Duration timeout, @Nullable LeavePolicy departure) {
		if (departure == LeavePolicy.LEAVE && this.member.isStopping()) {
			logger.warn("A member of " + this.member.listener() + " stays in its group until its session timeout: "
					+ this.consumer.delegate.getClass().getName() + ", which wraps its consumer, does not implement "
					+ "Consumer.close(CloseOptions)");
		}
		this.consumer.delegate.close(timeout);
	}

	private void commit() {
		this.consumer.commitUnconfirmed(this.consumer.assignment(), this.member.stopTimeout());
		// In the middle of a rebalance nothing can be committed before its end.
		while (this.member.isStopping() && this.consumer.hasFailedCommits() && this.member.hasTimeLeft()) {
			try {
				this.consumer.delegate.pause(this.consumer.assignment());
				this.consumer.delegate.poll(this.member.untilDeadline(AWAITING_POLL));
			}
			catch (WakeupException ex) {
				// That is how the stop began.
			}
			catch (KafkaException | IllegalStateException ex) {
				// Fatal, or not subscribed any more. The container has to finish its
				// stop.
				logger.debug("A member of " + this.member.listener() + " gives up its last commit", ex);
				return;
			}
			this.consumer.commitFailed(this.member.stopTimeout());
		}
	}

}
