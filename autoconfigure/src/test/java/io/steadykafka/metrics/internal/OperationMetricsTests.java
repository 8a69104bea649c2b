package io.steadykafka.metrics.internal;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.log.Operation;
import io.steadykafka.operations.internal.log.OperationCall;
import io.steadykafka.operations.internal.log.OperationLog;
import io.steadykafka.operations.internal.log.OperationResult;
import io.steadykafka.operations.internal.log.OperationResult.Change;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OperationMetricsTests {

	@Test
	void eachOperationIsCountedByHowItEnded() {
		OperationLog log = new OperationLog(List::of, new Containment());
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new OperationMetrics(log).bindTo(registry);
		log.run(new OperationCall(Operation.DEAD_LETTER, "orders", "alice"),
				() -> new OperationResult(null, true, "record orders-0@5", Change.NONE, Map.of()), (id, result) -> id);
		assertThat(count(registry, "dead-letter", "done")).isEqualTo(1);
		assertThat(count(registry, "dead-letter", "refused")).isZero();
		assertThat(count(registry, "pause", "done")).isZero();
	}

	private static double count(SimpleMeterRegistry registry, String operation, String outcome) {
		return registry.get("steady.kafka.operations")
			.tags("operation", operation, "outcome", outcome)
			.functionCounter()
			.count();
	}

}
