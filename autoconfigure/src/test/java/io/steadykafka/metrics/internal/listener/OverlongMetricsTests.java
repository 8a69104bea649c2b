package io.steadykafka.metrics.internal.listener;

import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadykafka.delivery.OverlongRecord;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.testing.Listeners;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OverlongMetrics}.
 */
class OverlongMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final OverlongMetrics metrics = new OverlongMetrics();

	private final ListenerContainer listener = Listeners.subscribed("orders", "group");

	@Test
	void theLastRecordIsShownUntilItsListenerIsForgotten() {
		this.metrics.bindTo(this.registry);
		this.metrics.overlong(record(7));
		this.metrics.overlong(record(9));
		assertThat(this.registry.get("steady.kafka.overlong.record").gauge().value()).isEqualTo(9);
		this.metrics.forget(this.listener);
		assertThat(this.registry.find("steady.kafka.overlong.record").gauges()).isEmpty();
		this.metrics.overlong(record(11));
		assertThat(this.registry.get("steady.kafka.overlong.record").gauge().value()).isEqualTo(11);
	}

	@Test
	void aRegistryThatComesLaterShowsItToo() {
		this.metrics.overlong(record(7));
		this.metrics.bindTo(this.registry);
		assertThat(this.registry.get("steady.kafka.overlong.record").tag("partition", "3").gauge().value())
			.isEqualTo(7);
	}

	private OverlongRecord record(long offset) {
		return new OverlongRecord(this.listener.id(), this.listener.group(), "orders", 3, offset, Duration.ofMinutes(6),
				Instant.EPOCH);
	}

}
