package io.steadykafka.integration.metrics;

import io.steadykafka.testing.Promtool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alert rules, by Prometheus' own checks and by their own tests. That what they name
 * is exported is the matter of {@link DashboardTests}.
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
