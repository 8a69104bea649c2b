package io.steadykafka.metrics.internal.listener;

import io.steadykafka.metrics.internal.MeterTag;
import io.steadykafka.metrics.internal.MeterText;
import io.steadykafka.metrics.internal.SteadyMeter;

/**
 * Containers of listeners.
 */
@SuppressWarnings("ImmutableEnumChecker")
public enum ContainerMeter implements SteadyMeter {

	ASSIGNED_PARTITIONS(MeterText.gauge("steady.kafka.assigned.partitions")
		.in("partitions")
		.by(MeterTag.GROUP, MeterTag.LISTENER)
		.means("Partitions that the listener's members own in this instance")),

	STATE(MeterText.gauge("steady.kafka.listener.state")
		.counts("1 or 0")
		.by(MeterTag.GROUP, MeterTag.LISTENER, MeterTag.CONTAINER_STATE)
		.means("1 for the state that the listener's container is in, 0 for the others"));

	private final MeterText text;

	ContainerMeter(MeterText text) {
		this.text = text;
	}

	@Override
	public MeterText text() {
		return this.text;
	}

}
