package io.steadykafka.metrics.internal.lag;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * Whole groups. Each instance that samples a group exports the same.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum GroupMeter implements SteadyMeter {

	MEMBERS(MeterText.gauge("steady.kafka.group.members")
		.in("members")
		.by(MeterTag.GROUP)
		.means("Members of the group in all instances, by the last sample; NaN if that failed")
		.absent("before the first sample")),

	MEMBER_CHANGES(MeterText.counter("steady.kafka.group.member.changes")
		.counts("members")
		.by(MeterTag.GROUP)
		.means("Members of the group that were seen to come or go, from sample to sample")
		.absent("before the first sample")),

	LAG(MeterText.gauge("steady.kafka.group.lag")
		.in("records")
		.by(MeterTag.GROUP, MeterTag.TOPIC, MeterTag.PARTITION)
		.means("Lag of a group of steady.kafka.lag.groups, while no listener here runs as a member of it")
		.absent("for partitions whose lag is not known")),

	PARTITIONS_UNKNOWN(MeterText.gauge("steady.kafka.group.partitions.unknown")
		.counts("partitions")
		.by(MeterTag.GROUP, MeterTag.TOPIC)
		.means("Partitions of such a group whose lag is not known: they are not in a sum of lag by partition. Health "
				+ "has the reason")
		.absent("for topics of which the group shows no committed offset"));

	private final MeterText text;

	GroupMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

}
