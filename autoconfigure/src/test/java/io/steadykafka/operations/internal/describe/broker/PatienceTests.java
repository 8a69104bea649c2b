package io.steadykafka.operations.internal.describe.broker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Patience}.
 */
class PatienceTests {

	private final AtomicLong nanos = new AtomicLong(-5);

	private final Patience patience = new Patience(Duration.ofMillis(80), this.nanos::get);

	@Test
	void whatOneAnswerTookTheNextOneHasNot() {
		assertThat(this.patience.left()).isEqualTo(Duration.ofMillis(80));
		this.nanos.addAndGet(Duration.ofMillis(50).toNanos());
		assertThat(this.patience.left()).isEqualTo(Duration.ofMillis(30));
	}

	@Test
	void itEndsAtZero() {
		this.nanos.addAndGet(Duration.ofMillis(81).toNanos());
		assertThat(this.patience.left()).isZero();
	}

}
