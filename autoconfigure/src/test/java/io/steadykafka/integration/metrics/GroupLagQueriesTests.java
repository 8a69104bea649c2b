package io.steadykafka.integration.metrics;

import java.nio.file.Path;
import java.util.List;

import io.steadykafka.testing.Promtool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the queries of docs/metrics.md for the lag of a group with Prometheus: after an
 * instance crashed, while a partition moves between two scrapes, and for hot partitions.
 */
class GroupLagQueriesTests {

	private static final Path QUERIES = Path.of("src/test/resources/group-lag-queries-test.yml");

	@Test
	void prometheusAddsUpTheLagOfAGroup() {
		Promtool.assumeInstalled();
		assertThat(Promtool.run("", "test", "rules", QUERIES.toString())).contains("SUCCESS");
	}

	@Test
	void theyAreThoseOfTheDocumentation() {
		List<String> lines = ShippedFiles.text(Path.of("../docs/metrics.md"))
			.lines()
			.filter((line) -> line.startsWith("sum by (group) (max by") || line.startsWith("max by (group, topic"))
			.toList();
		assertThat(lines).hasSize(3).allSatisfy((query) -> assertThat(ShippedFiles.text(QUERIES)).contains(query));
	}

}
