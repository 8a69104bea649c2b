package io.steadykafka.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.steadykafka.listener.AssignmentChange.Kind;
import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.OwnedPartitions;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import io.steadykafka.rebalance.RebalanceTotals;
import io.steadykafka.rebalance.Rebalances;

/**
 * Meters of rebalances, with the tags {@code group} and {@code listener}. Absent for a
 * listener that names its partitions itself. See {@link Rebalances} for when one is over.
 * <ul>
 * <li>{@code steady.kafka.rebalances}, counter of rebalances that are over, tags
 * {@code kind} ({@code assigned}, {@code revoked}, {@code lost}: the worst that it did)
 * and {@code cause} (a {@link Cause} in lower case). Each counts once.</li>
 * <li>{@code steady.kafka.rebalance.duration}, timer: from the first revocation to the
 * last assignment.</li>
 * <li>{@code steady.kafka.stand.still}, timer, one count a partition: how long partitions
 * stood still in rebalances, where it is known.</li>
 * <li>{@code steady.kafka.stand.still.longest}, gauge, seconds: the longest of the last
 * rebalance, NaN where it is not known.</li>
 * <li>{@code steady.kafka.rebalances.failed}, counter of rebalances that failed, as
 * Kafka's {@code failed-rebalance-total} grows; told with the member's next
 * rebalance.</li>
 * <li>{@code steady.kafka.assignment.balance}, gauge, ratio: partitions of the member
 * that owns most ÷ mean, over the members of this instance alone; 1 is even, NaN while it
 * owns nothing.</li>
 * </ul>
 */
public final class RebalanceMetrics extends ListenerMeters {

	private final Rebalances rebalances;

	private final OwnedPartitions owned;

	/**
	 * Create the meters' binder.
	 * @param rebalances the records
	 * @param owned the partitions that this instance owns
	 */
	public RebalanceMetrics(Rebalances rebalances, OwnedPartitions owned) {
		this.rebalances = rebalances;
		this.owned = owned;
	}

	@Override
	List<Meter> register(ListenerContainer listener, MeterRegistry registry) {
		if (!listener.isSubscribed()) {
			return List.of();
		}
		List<Meter> meters = new ArrayList<>();
		Tags tags = Tags.of(GROUP, listener.group(), LISTENER, listener.id());
		for (Kind kind : Kind.values()) {
			for (Cause cause : Cause.values()) {
				meters.add(FunctionCounter
					.builder("steady.kafka.rebalances", this.rebalances,
							(records) -> records.count(listener, kind, cause))
					.description("Rebalances of the listener by the worst that they did, and by their cause")
					.tags(tags.and("kind", lowerCase(kind), "cause", lowerCase(cause)))
					.register(registry));
			}
		}
		meters.add(FunctionCounter
			.builder("steady.kafka.rebalances.failed", this.rebalances, (records) -> records.totals(listener).failed())
			.description("Rebalances that failed, without what Kafka counts of a start in good order")
			.tags(tags)
			.register(registry));
		meters.add(FunctionTimer
			.builder("steady.kafka.rebalance.duration", this.rebalances,
					(records) -> records.totals(listener).rebalances(),
					(records) -> records.totals(listener).duration().toNanos(), TimeUnit.NANOSECONDS)
			.description("Time from the first revocation of a rebalance to its last assignment")
			.tags(tags)
			.register(registry));
		meters.addAll(standStill(listener, tags, registry));
		meters.add(Gauge.builder("steady.kafka.assignment.balance", () -> balance(this.owned.perMember(listener)))
			.description("Partitions of the member that owns most by the mean, over the members of this instance")
			.baseUnit("ratio")
			.tags(tags)
			.register(registry));
		return meters;
	}

	private List<Meter> standStill(ListenerContainer listener, Tags tags, MeterRegistry registry) {
		Meter all = FunctionTimer
			.builder("steady.kafka.stand.still", this.rebalances, (records) -> records.totals(listener).stoodStill(),
					(records) -> totalStandStill(records.totals(listener)), TimeUnit.NANOSECONDS)
			.description("Time that partitions stood still in rebalances, where it is known")
			.tags(tags)
			.register(registry);
		Meter longest = TimeGauge
			.builder("steady.kafka.stand.still.longest", () -> longestMillis(this.rebalances.last(listener)),
					TimeUnit.MILLISECONDS)
			.description("Longest time that a partition stood still in the last rebalance")
			.tags(tags)
			.register(registry);
		return List.of(all, longest);
	}

	private static double totalStandStill(RebalanceTotals totals) {
		return totals.standStill().toNanos();
	}

	private static Number longestMillis(Optional<Rebalance> last) {
		Optional<Duration> longest = last.flatMap(Rebalance::longestStandStill);
		return (longest.isPresent()) ? longest.get().toMillis() : Double.NaN;
	}

	static double balance(List<Integer> perMember) {
		double sum = perMember.stream().mapToInt(Integer::intValue).sum();
		return (sum > 0) ? perMember.stream().mapToInt(Integer::intValue).max().orElse(0) * perMember.size() / sum
				: Double.NaN;
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
