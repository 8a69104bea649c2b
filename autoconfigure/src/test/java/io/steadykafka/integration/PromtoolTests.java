package io.steadykafka.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code promtool check metrics} has nothing to say of our meters. Skipped where there is
 * no promtool, unless {@code STEADY_REQUIRE_PROMTOOL} is set.
 */
class PromtoolTests {

	private final Broker broker = Broker.shared();

	@Test
	void promtoolFindsNothing() throws Exception {
		boolean required = "true".equals(System.getenv("STEADY_REQUIRE_PROMTOOL"));
		Assumptions.assumeTrue(required || isInstalled(), "promtool is not on the path");
		this.broker.createTopic("promtool-orders", 1);
		try (RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=promtool-orders",
				"group=promtool")) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(app.scrape().keySet())
					.anyMatch((series) -> series.startsWith("steady_kafka_lag_records{"))
					.anyMatch((series) -> series.startsWith("steady_kafka_client_connections{")));
			String ours = app.lines()
				.filter((line) -> line.replaceFirst("^# (HELP|TYPE) ", "").startsWith("steady_kafka"))
				.collect(Collectors.joining("\n", "", "\n"));
			assertThat(ours).contains("steady_kafka_rebalances_total", "steady_kafka_assigned_partitions",
					"steady_kafka_listener_state", "steady_kafka_lag_sample_age_seconds",
					"steady_kafka_contained_failures_total");
			assertThat(promtool(ours)).isEmpty();
		}
	}

	private static String promtool(String metrics) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
		try (var input = process.getOutputStream()) {
			input.write(metrics.getBytes(StandardCharsets.UTF_8));
		}
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(said).isZero();
		return said;
	}

	private static boolean isInstalled() {
		return Arrays.stream(System.getenv("PATH").split(":"))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "promtool")));
	}

}
