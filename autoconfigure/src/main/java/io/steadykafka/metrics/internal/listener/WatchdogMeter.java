package io.steadykafka.metrics.internal.listener;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * What the watchdog finds, and what it does about it.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum WatchdogMeter implements SteadyMeter {

	FINDINGS(ofListener(MeterText.gauge("steady.kafka.watchdog.findings")).counts("1 or 0")
		.by(MeterTag.GROUP, MeterTag.LISTENER, MeterTag.FINDING)
		.means("1 for what the watchdog finds wrong with the listener, 0 for the others")),

	RESTARTS(ofListener(MeterText.counter("steady.kafka.watchdog.restarts")).counts("restarts")
		.by(MeterTag.GROUP, MeterTag.LISTENER, MeterTag.CURABLE_FINDING)
		.means("Times that the watchdog restarted members for it")),

	STANDBY(ofListener(MeterText.gauge("steady.kafka.standby")).counts("members")
		.means("Members of the listener here that have joined its group and own no partition, 0 while its container "
				+ "does not run: concurrency 8 on 3 partitions has 5"));

	private final MeterText text;

	WatchdogMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

	private static MeterText ofListener(MeterText meter) {
		return meter.by(MeterTag.GROUP, MeterTag.LISTENER)
			.absent("with steady.kafka.watchdog.enabled=false or " + "steady.kafka.delivery.enabled=false");
	}

}
