package io.steadykafka.metrics.internal.listener;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;
import io.steadykafka.rebalance.Rebalances;

/**
 * Rebalances of a listener. {@link Rebalances} says when one is over.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum RebalanceMeter implements SteadyMeter {

	REBALANCES(ofListener(MeterText.counter("steady.kafka.rebalances")).counts("rebalances")
		.by(MeterTag.GROUP, MeterTag.LISTENER, MeterTag.KIND, MeterTag.CAUSE)
		.means("Rebalances that are over, by the worst that they did and by their cause; each counts once a listener, "
				+ "whatever its concurrency and its rounds")),

	DURATION(ofListener(MeterText.timer("steady.kafka.rebalance.duration"))
		.means("Time from the first revocation of a rebalance to its last assignment in this instance")),

	STAND_STILL(ofListener(MeterText.timer("steady.kafka.stand.still"))
		.means("Time that partitions stood still in rebalances, where it is known here, one count a partition")),

	STAND_STILL_LONGEST(ofListener(MeterText.gauge("steady.kafka.stand.still.longest")).in("seconds")
		.means("Longest time that a partition stood still in the last rebalance; NaN where it is not known")),

	FAILED(ofListener(MeterText.counter("steady.kafka.rebalances.failed")).counts("rebalances")
		.means("Rebalances that failed, as Kafka's own count grows after the start; counted with the member's "
				+ "next rebalance")),

	BALANCE(ofListener(MeterText.gauge("steady.kafka.assignment.balance")).in("ratio")
		.means("Partitions of the member that owns most by the mean, over the members of this instance alone; 1 is "
				+ "even, NaN while it owns nothing"));

	private final MeterText text;

	RebalanceMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	private static MeterText ofListener(MeterText meter) {
		return meter.by(MeterTag.GROUP, MeterTag.LISTENER)
			.absent("for listeners that name their partitions themselves; with steady.kafka.rebalance.enabled=false");
	}

}
