package io.steadykafka.metrics.internal.listener;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RebalanceMetrics}; integration tests have the rest.
 */
class RebalanceMetricsTests {

	@Test
	void balanceIsTheLargestShareByTheMean() {
		assertThat(RebalanceMetrics.balance(List.of(2, 2, 2))).isEqualTo(1.0);
		assertThat(RebalanceMetrics.balance(List.of(3, 1))).isEqualTo(1.5);
		assertThat(RebalanceMetrics.balance(List.of(4, 0))).isEqualTo(2.0);
	}

	@Test
	void whoOwnsNothingHasNoBalance() {
		assertThat(RebalanceMetrics.balance(List.of())).isNaN();
		assertThat(RebalanceMetrics.balance(List.of(0, 0))).isNaN();
	}

}
