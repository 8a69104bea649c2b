package io.steadykafka.health.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.listener.internal.Containment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthPulse}.
 */
class HealthPulseTests {

	private final Containment containment = new Containment();

	@Test
	void anInspectionThatFailsDoesNotAffectOthers() {
		AtomicInteger inspections = new AtomicInteger();
		HealthPulse pulse = new HealthPulse(List.of(() -> {
			throw new IllegalStateException("expected by the test");
		}, inspections::incrementAndGet), this.containment);
		pulse.start();
		try {
			Awaitility.await().until(() -> inspections.get() > 1);
		}
		finally {
			pulse.stop();
		}
		assertThat(this.containment.failures()).isGreaterThan(1);
		assertThat(pulse.isRunning()).isFalse();
	}

}
