package io.steadykafka.rebalance.internal;

/**
 * What an assignment change shows of a member, apart from its partitions: evidence of the
 * rebalance's cause.
 *
 * @param first whether it is the member's first assignment, which may be empty
 * @param subscriptionChanged whether it subscribes to other topics than before
 */
record MemberEvidence(boolean first, boolean subscriptionChanged) {

}
