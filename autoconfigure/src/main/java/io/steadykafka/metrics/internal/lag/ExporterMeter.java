package io.steadykafka.metrics.internal.lag;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * Lag by the names of kafka_exporter.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ExporterMeter implements SteadyMeter {

	LAG(byPartition("kafka.consumergroup.lag").counts("records").means("Lag of the group on the partition")),

	CURRENT_OFFSET(byPartition("kafka.consumergroup.current.offset").counts("offset")
		.means("Committed offset of the group on the partition, -1 if there is none")),

	LAG_SUM(MeterText.gauge("kafka.consumergroup.lag.sum")
		.counts("records")
		.by(MeterTag.CONSUMER_GROUP, MeterTag.TOPIC)
		.means("Lag of the group on the partitions of the topic that this instance exports; NaN if that of one is "
				+ "not known")
		.absent("for topics of which this instance exports no partition")),

	MEMBERS(MeterText.gauge("kafka.consumergroup.members")
		.counts("members")
		.by(MeterTag.CONSUMER_GROUP)
		.means("Members of the group in all instances, by the last sample; NaN if that failed")
		.absent("for groups of which this instance exports no partition"));

	private final MeterText text;

	ExporterMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	private static MeterText byPartition(String name) {
		return MeterText.gauge(name)
			.by(MeterTag.CONSUMER_GROUP, MeterTag.TOPIC, MeterTag.PARTITION)
			.absent("for partitions that this instance does not export, or whose lag is not known; where lag is "
					+ "exported by topic");
	}

}
