package io.steadykafka.metrics.internal;

/**
 * The starter itself.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum OwnMeter implements SteadyMeter {

	CONTAINED_FAILURES(MeterText.counter("steady.kafka.contained.failures")
		.counts("failures")
		.means("Failures of the starter's own code that were kept away from the application; anything but 0 is a bug, "
				+ "and the first of each kind is in the log at WARN"));

	private final MeterText text;

	OwnMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

}
