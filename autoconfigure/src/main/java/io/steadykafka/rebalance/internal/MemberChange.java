package io.steadykafka.rebalance.internal;

/**
 * What an assignment change shows of a member beyond its partitions.
 *
 * @param first whether it was assigned partitions, perhaps none, for the first time
 * @param subscriptionChanged whether it subscribes to other topics than before
 */
record MemberChange(boolean first, boolean subscriptionChanged) {

}
