package io.steadykafka.rebalance.internal;

import io.steadykafka.rebalance.Cause;

/**
 * What was seen of a rebalance and shows its cause.
 *
 * @param fenced whether a member ended because it was fenced
 * @param stopping whether the listener, or a member of it, was being stopped
 * @param lost whether partitions were lost
 * @param overdue whether a member that lost partitions had not polled for
 * {@code max.poll.interval.ms}
 * @param started whether members were assigned partitions for the first time
 * @param subscriptionChanged whether a member subscribes to other topics than before
 * @param partitionsAdded whether partitions came that were not there before
 */
record CauseEvidence(boolean fenced, boolean stopping, boolean lost, boolean overdue, boolean started,
		boolean subscriptionChanged, boolean partitionsAdded) {

	Cause cause() {
		if (this.fenced) {
			return Cause.FENCED;
		}
		if (this.stopping) {
			return Cause.OWN_STOP;
		}
		if (this.lost) {
			return (this.overdue) ? Cause.POLL_DEADLINE_MISSED : Cause.SESSION_LOST;
		}
		if (this.started) {
			return Cause.OWN_START;
		}
		if (this.subscriptionChanged) {
			return Cause.SUBSCRIPTION_CHANGED;
		}
		return (this.partitionsAdded) ? Cause.PARTITIONS_ADDED : Cause.MEMBERS_CHANGED;
	}

}
