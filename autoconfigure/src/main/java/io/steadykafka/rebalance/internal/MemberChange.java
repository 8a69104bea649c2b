package io.steadykafka.rebalance.internal;

/**
 * What a change tells of a member beyond its partitions.
 *
 * @param first whether it was told of an assignment for the first time
 * @param subscriptionChanged whether it subscribes to other topics than before
 */
record MemberChange(boolean first, boolean subscriptionChanged) {

}
