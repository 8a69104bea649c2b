package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;

import io.steadykafka.delivery.internal.offsets.OffsetCommitter;
import io.steadykafka.delivery.internal.session.LeavePolicy;
import io.steadykafka.delivery.internal.session.MemberSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * How a member leaves that its container stops: with a last commit, within its stop
 * timeout, and always to the end. On the consumer's thread.
 */
final class ShutdownCommit {

	private static final Log logger = LogFactory.getLog(ShutdownCommit.class);

	/**
	 * What {@code KafkaConsumer.close()} waits.
	 */
	private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration AWAITING_POLL = Duration.ofMillis(100);

	private final Consumer<?, ?> kafka;

	private final OffsetCommitter committer;

	private final MemberSession session;

	ShutdownCommit(Consumer<?, ?> kafka, OffsetCommitter committer, MemberSession session) {
		this.kafka = kafka;
		this.committer = committer;
		this.session = session;
	}

	/**
	 * What the container does before it closes the consumer. A static member's consumer
	 * only commits: once it has unsubscribed, its close has no membership to end.
	 */
	void unsubscribe() {
		commit();
		if (this.session.leavePolicy() != null) {
			return;
		}
		try {
			this.kafka.unsubscribe();
		}
		catch (WakeupException ex) {
			throw ex;
		}
		catch (KafkaException ex) {
			// The container would not close the consumer.
			logger.warn("A member of " + this.session.listener() + " could not leave its group while it stopped", ex);
		}
	}

	void close() {
		commit();
		Duration timeout = this.session.untilDeadline(DEFAULT_CLOSE_TIMEOUT);
		CloseOptions options = CloseOptions.timeout(timeout);
		LeavePolicy policy = this.session.leavePolicy();
		if (policy != null && this.session.isStopping()) {
			options = options.withGroupMembershipOperation(policy.operation());
		}
		try {
			this.kafka.close(options);
		}
		catch (AbstractMethodError ex) {
			closeWithoutOptions(timeout, policy);
		}
	}

	/**
	 * Close a consumer that is wrapped by a class built for clients before 4.1, as
	 * Brave's is. A wrapper forwards only the methods that it knows.
	 * @param timeout how long the close may take
	 * @param policy what was to become of the membership
	 */
	@SuppressWarnings("deprecation")
	private void closeWithoutOptions(Duration timeout, @Nullable LeavePolicy policy) {
		if (policy == LeavePolicy.LEAVE && this.session.isStopping()) {
			logger.warn("A member of " + this.session.listener() + " stays in its group until its session timeout: "
					+ this.kafka.getClass().getName() + ", which wraps its consumer, does not implement "
					+ "Consumer.close(CloseOptions)");
		}
		this.kafka.close(timeout);
	}

	private void commit() {
		this.committer.commitUnconfirmed(this.kafka.assignment(), this.session.stopTimeout());
		// In the middle of a rebalance nothing can be committed before its end.
		while (this.session.isStopping() && this.committer.hasFailedCommits() && this.session.hasTimeLeft()) {
			try {
				this.kafka.pause(this.kafka.assignment());
				this.kafka.poll(this.session.untilDeadline(AWAITING_POLL));
			}
			catch (WakeupException ex) {
				// That is how the stop began.
			}
			catch (KafkaException | IllegalStateException ex) {
				// Fatal, or not subscribed any more. The container has to finish its
				// stop.
				logger.debug("A member of " + this.session.listener() + " drops its last commit", ex);
				return;
			}
			this.committer.commitFailed(this.session.stopTimeout());
		}
	}

}
