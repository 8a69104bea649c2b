package io.steadykafka.rebalance;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What rebalances did to one listener since its application started.
 *
 * @param assigned rebalances that ended for the listener, whether they changed its
 * partitions or not
 * @param revoked rebalances in which partitions were taken from it in good order
 * @param lost times that partitions were lost: another member may have had them already
 * @param disturbedLastHour rebalances of the last hour that took partitions from it,
 * revoked or lost; those that the listener's own start or stop caused are left out
 * @param last when the last of all these happened, {@code null} if none did
 */
public record RebalanceCounts(long assigned, long revoked, long lost, int disturbedLastHour, @Nullable Instant last) {

}
