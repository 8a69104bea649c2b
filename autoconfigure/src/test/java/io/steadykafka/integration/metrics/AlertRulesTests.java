package io.steadykafka.integration.metrics;

import io.steadykafka.testing.Promtool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the alert rules with Prometheus' checks and their own tests.
 * {@link DashboardTests} tests that the meters they name are exported.
 */
class AlertRulesTests {

	@BeforeEach
	void promtool() {
		Promtool.assumeInstalled();
	}

	@Test
	void prometheusTakesTheRules() {
		assertThat(Promtool.run("", "check", "rules", ShippedFiles.RULES.toString())).contains("SUCCESS");
	}

	@Test
	void alertsFireAndStayQuiet() {
		assertThat(Promtool.run("", "test", "rules", ShippedFiles.RULE_TESTS.toString())).contains("SUCCESS");
	}

}
