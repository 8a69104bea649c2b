package io.steadykafka.operations.internal.describe.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import io.steadykafka.lag.ConsumerLag;
import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.internal.offsets.LagLevels;
import io.steadykafka.lag.internal.time.LagCurve;
import io.steadykafka.startup.ListenerReport;

/**
 * What other capabilities know of groups. None of it may block; what is switched off is
 * empty.
 *
 * @param reports the startup report
 * @param others what other instances reported of a group
 * @param lagHistory how the lag of a sampled group went
 * @param recent the last operations
 */
public record GroupViews(Optional<ConsumerLag> lag, LagLevels levels, Optional<RebalanceView> rebalances,
		Supplier<List<ListenerReport>> reports, HealthView health, Function<String, List<InstanceView>> others,
		Function<GroupLag, List<LagCurve.Point>> lagHistory, RecentOperations recent) {

}
