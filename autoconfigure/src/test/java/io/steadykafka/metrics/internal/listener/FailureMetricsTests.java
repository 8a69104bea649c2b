package io.steadykafka.metrics.internal.listener;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.failure.internal.retry.FailureCounts;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FailureMetrics}.
 */
class FailureMetricsTests {

	private final ListenerContainer listener = Listeners.subscribed("orders", "group");

	private final RecordFailures failures = mock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void whoIsLookedAfterHasCounts() {
		FailureCounts counts = mock();
		given(counts.retried()).willReturn(3L);
		given(this.failures.counts(this.listener)).willReturn(counts);
		given(this.failures.handles(this.listener)).willReturn(true);
		prepare();
		assertThat(this.registry.get("steady.kafka.records.retried").functionCounter().count()).isEqualTo(3);
	}

	@Test
	void whoHandlesFailuresItselfHasNoneRatherThanZero() {
		prepare();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private void prepare() {
		FailureMetrics metrics = new FailureMetrics(this.failures);
		metrics.bindTo(this.registry);
		metrics.prepare(this.listener);
	}

}
