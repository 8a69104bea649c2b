package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.rebalance.Rebalance;

/**
 * The rebalances of this instance.
 *
 * @param recent the last ones of all listeners, the newest first
 * @param disturbances when rebalances took partitions from a listener that did not start
 * or stop itself, at least those of the last hour
 */
public record RebalanceView(Supplier<List<Rebalance>> recent, Function<ListenerContainer, List<Instant>> disturbances) {

}
