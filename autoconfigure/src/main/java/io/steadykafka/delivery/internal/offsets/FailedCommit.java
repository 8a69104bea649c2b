package io.steadykafka.delivery.internal.offsets;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.protocol.Errors;

/**
 * Decides what a commit that failed means.
 *
 * @param mayBeTriedAgain whether the offsets may be committed later, as long as their
 * partitions are owned
 * @param concernsTheContainer whether the container has to know, because it ends or waits
 * for it
 */
public record FailedCommit(boolean mayBeTriedAgain, boolean concernsTheContainer) {

	public static FailedCommit of(Exception failure) {
		if (failure instanceof AuthenticationException || failure instanceof AuthorizationException) {
			return new FailedCommit(true, true);
		}
		if (failure instanceof FencedInstanceIdException) {
			return new FailedCommit(false, true);
		}
		return new FailedCommit(failure instanceof RetriableException || failure instanceof RebalanceInProgressException
				|| isStale(failure) || failure instanceof WakeupException || failure instanceof InterruptException,
				false);
	}

	/**
	 * Whether the member's epoch was replaced while the commit was under way. The member
	 * is one still, and its partitions are its own. A synchronous commit says so in words
	 * only (CommitRequestManager#commitSyncExceptionForError).
	 */
	private static boolean isStale(Exception failure) {
		return failure instanceof StaleMemberEpochException || (failure instanceof CommitFailedException
				&& String.valueOf(failure.getMessage()).contains(Errors.STALE_MEMBER_EPOCH.message()));
	}

}
