package io.steadykafka.metrics.internal.lag;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * Lag of the partitions that an instance exports, and the samples that it comes from.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum LagMeter implements SteadyMeter {

	LAG(byPartition("steady.kafka.lag").in("records")
		.means("Records between the committed offset and the end of the log, by the last good sample")),

	BEHIND(byPartition("steady.kafka.lag.behind").in("seconds")
		.means("For how long the next record has been waiting; 0 only if there is none, NaN if it can't be known")),

	VELOCITY(byPartition("steady.kafka.lag.velocity").counts("records per second")
		.means("Records that the lag grows by in a second, negative if it shrinks, over "
				+ "steady.kafka.lag.trend-window; NaN for the first samples")),

	RUNWAY(byPartition("steady.kafka.lag.runway").in("seconds")
		.means("After which time retention takes records that were not read yet, at the speed of log start and "
				+ "reader; NaN if it is not seen to come nearer")),

	TRANSACTION_HELD(byPartition("steady.kafka.transaction.held").in("records")
		.means("Records that an open transaction holds back; they are not in the lag")),

	TRANSACTION_OPEN(byPartition("steady.kafka.transaction.open").in("seconds")
		.means("For how long, at least, an open transaction has held records back")),

	RATIO(ofPartitionsOnly("steady.kafka.lag.ratio").in("ratio")
		.means("Lag as a share of the records that are there, from 0 to 1")),

	OFFSET_COMMITTED(ofPartitionsOnly("steady.kafka.offset.committed").counts("offset")
		.means("The committed offset; NaN if the group never committed one")),

	OFFSET_POSITION(ofPartitionsOnly("steady.kafka.offset.position").counts("offset")
		.means("The offset after the last record that was delivered to the listener; what lies between it and the "
				+ "committed one is in progress")),

	OFFSET_START(
			ofPartitionsOnly("steady.kafka.offset.start").counts("offset").means("The first offset that can be read")),

	OFFSET_END(ofPartitionsOnly("steady.kafka.offset.end").counts("offset")
		.means("The end of the log, as far as the group reads")),

	RECORDS_LOST(byTopic(MeterText.counter("steady.kafka.records.lost")).counts("records")
		.means("Records that retention took before the group had read them")
		.absent("for topics of which this instance exports no partition, until it found a loss")),

	PARTITIONS_HOT(byTopic(MeterText.gauge("steady.kafka.partitions.hot")).counts("partitions")
		.means("Partitions that lag far beyond the others of their topic that this instance exports, of three or "
				+ "more")),

	PARTITIONS_UNKNOWN(byTopic(MeterText.gauge("steady.kafka.partitions.unknown")).counts("partitions")
		.means("Partitions that this instance exports, and whose lag is not known: they are not in a sum of lag by "
				+ "partition. Health has the reason")),

	SAMPLE_AGE(MeterText.gauge("steady.kafka.lag.sample.age")
		.in("seconds")
		.by(MeterTag.GROUP)
		.means("Age of the last good sample of the group's offsets; before the first good one the time since the "
				+ "application began to take samples")
		.absent("before the first sample, good or not")),

	SAMPLE_TIME(MeterText.timer("steady.kafka.lag.sample.time")
		.means("Time that samples of lag took, well or not, waiting for the brokers included"));

	private final MeterText text;

	LagMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	private static MeterText byPartition(String name) {
		return MeterText.gauge(name)
			.by(MeterTag.GROUP, MeterTag.TOPIC, MeterTag.PARTITION)
			.absent("for partitions that this instance does not export, or whose lag is not known");
	}

	private static MeterText ofPartitionsOnly(String name) {
		return byPartition(name).absent("as the lag, and where lag is exported by topic");
	}

	private static MeterText byTopic(MeterText meter) {
		return meter.by(MeterTag.GROUP, MeterTag.TOPIC)
			.absent("for topics of which this instance exports no partition");
	}

}
