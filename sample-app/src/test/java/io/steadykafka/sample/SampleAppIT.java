package io.steadykafka.sample;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts the packaged sample as a user does, a second instance beside it, and looks at
 * what both export.
 */
class SampleAppIT {

	private static final Duration START = Duration.ofMinutes(2);

	private static final Duration CHANGE = Duration.ofMinutes(1);

	private static final String LAG = "steady_kafka_lag_records";

	private static final String ASSIGNED = "steady_kafka_assigned_partitions";

	private static final Map<String, String> PROCESSORS = Map.of("group", "order-processors");

	private static final Map<String, String> ANALYTICS = Map.of("group", "analytics");

	@Test
	void twoInstancesShareThePartitionsAndShowTheirLag() throws Exception {
		int brokerPort = SampleProcess.freePort();
		try (SampleProcess first = SampleProcess.start("first", SampleProcess.freePort(),
				"--sample.broker.port=" + brokerPort)) {
			awaitMeters(first);
			assertThat(first.get("/actuator/health")).contains("\"kafkaConsumers\"", "\"kafkaLag\"",
					"\"kafkaRebalance\"");
			try (SampleProcess second = SampleProcess.start("second", SampleProcess.freePort(),
					"--spring.kafka.bootstrap-servers=localhost:" + brokerPort)) {
				awaitSharedOut(first, second);
				new WalkThrough(first, second).run();
				seeTheSlowHandlerLag(first, second);
				assertThat(second.terminate()).as(second.log()).isTrue();
			}
			await("partitions of the instance that left").atMost(CHANGE)
				.untilAsserted(() -> assertThat(first.scrape().sum(ASSIGNED, PROCESSORS)).isEqualTo(6));
			assertThat(first.terminate()).as(first.log()).isTrue();
		}
	}

	private static void awaitMeters(SampleProcess instance) {
		await("health").atMost(START).ignoreExceptions().until(() -> instance.get("/actuator/health").contains("UP"));
		await("lag of every partition").atMost(CHANGE).untilAsserted(() -> {
			Scrape scrape = instance.scrape();
			assertThat(scrape.partitions(LAG, PROCESSORS)).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
			assertThat(scrape.sum(ASSIGNED, PROCESSORS)).isEqualTo(6);
			assertThat(scrape.sum("steady_kafka_rebalances_total", PROCESSORS)).isPositive();
		});
	}

	private static void awaitSharedOut(SampleProcess first, SampleProcess second) {
		await("second instance").atMost(START)
			.ignoreExceptions()
			.until(() -> second.get("/actuator/health").contains("UP"));
		await("three partitions each").atMost(CHANGE).untilAsserted(() -> {
			Scrape one = first.scrape();
			Scrape other = second.scrape();
			assertThat(one.sum(ASSIGNED, PROCESSORS)).isEqualTo(3);
			assertThat(other.sum(ASSIGNED, PROCESSORS)).isEqualTo(3);
			List<String> exported = Stream
				.concat(one.partitions(LAG, PROCESSORS).stream(), other.partitions(LAG, PROCESSORS).stream())
				.toList();
			assertThat(exported).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
		});
	}

	private static void seeTheSlowHandlerLag(SampleProcess first, SampleProcess second) throws Exception {
		for (SampleProcess instance : List.of(first, second)) {
			assertThat(instance.post("/switches?delay=500ms")).contains("\"delay\":\"500ms\"");
		}
		await("lag of the slow handler").atMost(CHANGE)
			.untilAsserted(() -> assertThat(lag(first, second, PROCESSORS)).isGreaterThan(200));
		assertThat(lag(first, second, ANALYTICS)).isLessThan(200);
		for (SampleProcess instance : List.of(first, second)) {
			instance.post("/switches?delay=0ms");
		}
		await("lag worked off").atMost(CHANGE)
			.untilAsserted(() -> assertThat(lag(first, second, PROCESSORS)).isLessThan(100));
	}

	private static double lag(SampleProcess first, SampleProcess second, Map<String, String> group)
			throws IOException, InterruptedException {
		return first.scrape().sum(LAG, group) + second.scrape().sum(LAG, group);
	}

}
