package io.steadykafka.metrics.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.operations.internal.log.Operation;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.operations.internal.log.OperationOutcome;

/**
 * Binds the meter of operations, {@link OperationMeter}.
 */
public final class OperationMetrics implements MeterBinder {

	private final OperationLog log;

	public OperationMetrics(OperationLog log) {
		this.log = log;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Operation operation : Operation.values()) {
			for (OperationOutcome outcome : OperationOutcome.values()) {
				OperationMeter.OPERATIONS.counter(registry,
						Tags.of(MeterTag.OPERATION.of(operation.toString()), MeterTag.OUTCOME.of(outcome.toString())),
						this.log, (counted) -> counted.count(operation, outcome));
			}
		}
	}

}
