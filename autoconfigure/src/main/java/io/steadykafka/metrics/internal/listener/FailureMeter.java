package io.steadykafka.metrics.internal.listener;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * Failed records.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum FailureMeter implements SteadyMeter {

	RETRIED(ofListener(MeterText.counter("steady.kafka.records.retried")).counts("attempts")
		.means("Attempts after a record's first one that failed again")),

	DEAD_LETTERED(ofListener(MeterText.counter("steady.kafka.records.dead.lettered")).counts("records")
		.means("Records that were published to a dead-letter topic, and passed after that")),

	SKIPPED(ofListener(MeterText.counter("steady.kafka.records.skipped")).counts("records")
		.means("Records that a person skipped")),

	BLOCKED_PARTITIONS(ofListener(MeterText.gauge("steady.kafka.blocked.partitions")).in("partitions")
		.means("Partitions that are paused at a record whose retries are exhausted")),

	BLOCKED_AGE(ofListener(MeterText.gauge("steady.kafka.blocked.age")).in("seconds")
		.means("For how long the longest blocked partition has been paused, 0 if there is none"));

	private final MeterText text;

	FailureMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	private static MeterText ofListener(MeterText meter) {
		return meter.by(MeterTag.GROUP, MeterTag.LISTENER)
			.absent("for listeners with an error handler of yours; with steady.kafka.failure.enabled=false or "
					+ "steady.kafka.delivery.enabled=false");
	}

}
