package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.RunningApp;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests {@link GroupDescriptions} during a broker outage: they answer at once with what
 * is known, and its age.
 */
class BrokerAwayTests {

	private static final Duration AT_ONCE = Duration.ofMillis(100);

	@Test
	void whatIsKnownIsToldAtOnceWithItsAge() {
		try (BrokerProcess broker = new BrokerProcess()) {
			broker.start();
			broker.createTopic("orders", 2);
			try (RunningApp app = start(broker.servers())) {
				GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
				await().untilAsserted(() -> assertThat(descriptions.describe("away")).containsEntry("state", "Stable")
					.containsEntry("lag", 0L));
				broker.kill();
				assertAtOnce(descriptions);
				await().untilAsserted(() -> {
					Map<String, Object> described = descriptions.describe("away");
					assertThat(described).containsEntry("state", "Stable").containsEntry("memberCount", 1);
					Map<?, ?> sample = (Map<?, ?>) described.get("groupSample");
					assertThat(sample.get("failure")).asString().isNotEmpty();
					assertThat(sample.get("failingSince")).isNotNull();
					assertThat((Double) sample.get("ageSeconds")).isGreaterThan(1);
				});
				assertAtOnce(descriptions);
				assertThatExceptionOfType(NoSuchElementException.class)
					.isThrownBy(() -> descriptions.describe("elsewhere"))
					.withMessageContaining("whether the cluster has it is not known");
				broker.start();
				await().untilAsserted(() -> assertThat(descriptions.describe("away"))
					.extractingByKey("groupSample", InstanceOfAssertFactories.MAP)
					.containsEntry("failure", ""));
			}
		}
	}

	@Test
	void anApplicationThatNeverSawABrokerSaysSo() {
		try (RunningApp app = start("localhost:1")) {
			GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
			await().untilAsserted(
					() -> assertThat(descriptions.describe("away").get("stateUnknown")).asString().contains("since"));
			assertAtOnce(descriptions);
			assertThat(descriptions.describe("away")).containsEntry("state", null)
				.containsEntry("lag", null)
				.containsEntry("members", null)
				.containsEntry("here", true);
		}
	}

	/**
	 * The machine may be busy with other tests for a moment.
	 */
	private static void assertAtOnce(GroupDescriptions descriptions) {
		await().untilAsserted(() -> {
			List<Duration> sorted = IntStream.range(0, 30)
				.mapToObj((round) -> elapsed(descriptions, round))
				.sorted()
				.toList();
			assertThat(sorted.get(sorted.size() * 9 / 10)).isLessThan(AT_ONCE);
		});
	}

	private static Duration elapsed(GroupDescriptions descriptions, int round) {
		long start = System.nanoTime();
		if (round % 2 == 0) {
			descriptions.describe("away");
		}
		else {
			descriptions.groups(true);
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static RunningApp start(String servers) {
		return RunningApp.start(DescribedApplication.class, servers, "topic=orders", "group=away",
				"spring.kafka.admin.auto-create=false");
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

}
