package io.steadykafka.metrics.internal;

/**
 * Operations on groups.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum OperationMeter implements SteadyMeter {

	OPERATIONS(MeterText.counter("steady.kafka.operations")
		.counts("operations")
		.by(MeterTag.OPERATION, MeterTag.OUTCOME)
		.means("Operations that this instance was asked for: done, refused because they were wrong or "
				+ "could not be done then, or failed")
		.absent("with steady.kafka.operations.enabled=false"));

	private final MeterText text;

	OperationMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

}
