package io.steadykafka.integration.operations;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.internal.member.ListenerPauses;
import io.steadykafka.operations.internal.member.PauseChange;
import io.steadykafka.testing.InstanceProcess;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pauses of several instances of an application, which end up the same on all.
 */
class SharedPausesTests {

	private static final Pattern PAUSED = Pattern.compile("all partitions paused by unknown, since [^\"]+Z");

	@Test
	void anInstanceThatStartsLaterDeliversNothingUntilAnotherOneResumes() {
		OperatedGroup group = group("pauses-later", 3);
		try (RunningApp here = group.start(); InstanceProcess second = group.startOther()) {
			OperatedGroup.await().until(() -> group.owned() < 3 && group.describe().contains("this one and 1 more"));
			group.done("{'operation':'pause'}");
			String paused = paused(here.get("/actuator/health/kafkaConsumers").body());
			sendToAll(group, 3);
			try (InstanceProcess third = group.startOther()) {
				OperatedGroup.await()
					.until(() -> group.owned() == 1 && group.describe().contains("this one and 2 more"));
				OperatedGroup.await().until(() -> paused.equals(health(third)));
				assertThat(describe(third, group)).contains(paused);
				staysAt(group, Map.of());
				assertThat(operate(second, group, "resume").statusCode()).isEqualTo(200);
				OperatedGroup.await()
					.untilAsserted(() -> assertThat(group.committed()).isEqualTo(Map.of(0, 1L, 1, 1L, 2, 1L)));
				assertThat(health(third)).isEmpty();
			}
		}
	}

	@Test
	void anInstanceThatWasFrozenLearnsOfAPauseAndOfItsResume() {
		OperatedGroup group = group("pauses-frozen", 2);
		try (RunningApp here = group.start(); InstanceProcess other = group.startOther()) {
			OperatedGroup.await().until(() -> group.owned() == 1 && group.describe().contains("this one and 1 more"));
			assertUnanswered(group, other, "pause");
			OperatedGroup.await()
				.untilAsserted(() -> assertThat(health(other))
					.isEqualTo(paused(here.get("/actuator/health/kafkaConsumers").body())));
			sendToAll(group, 2);
			staysAt(group, Map.of());
			assertUnanswered(group, other, "resume");
			OperatedGroup.await().untilAsserted(() -> assertThat(group.committed()).isEqualTo(Map.of(0, 1L, 1, 1L)));
			assertThat(health(other)).isEmpty();
		}
	}

	@Test
	void aPauseAndAResumeAtTheSameMomentEndTheSame() {
		OperatedGroup group = group("pauses-race", 2);
		try (RunningApp one = group.start(); RunningApp other = group.startBeside()) {
			OperatedGroup.await().until(() -> group.owned() == 1 && group.describe().contains("this one and 1 more"));
			ListenerControl here = one.bean(ListenerControl.class);
			ListenerControl there = other.bean(ListenerControl.class);
			int done = 0;
			for (int round = 0; round < 10; round++) {
				boolean paused = round % 2 == 0;
				CompletableFuture<Boolean> first = later(() -> here.pause("orders", null, null, "alice"));
				CompletableFuture<Boolean> second = later((paused) ? () -> there.resume("orders", null, null, "bob")
						: () -> there.pause("orders", group.name(), 1, "bob"));
				done += (first.join()) ? 1 : 0;
				done += (second.join()) ? 1 : 0;
				OperatedGroup.await().until(() -> changes(one).equals(changes(other)));
				later(() -> here.resume("orders", null, null, "carol")).join();
				OperatedGroup.await().until(() -> changes(one).equals(changes(other)));
				assertThat(changes(one)).noneMatch(PauseChange::paused);
				assertThat(changes(one)).isNotEmpty();
			}
			assertThat(done).isGreaterThanOrEqualTo(5);
			sendToAll(group, 2);
			OperatedGroup.await().untilAsserted(() -> assertThat(group.committed()).isEqualTo(Map.of(0, 1L, 1, 1L)));
		}
	}

	@Test
	void anInstanceThatAcceptsNothingPausesOthersAndAdoptsNothing() {
		OperatedGroup group = group("pauses-alone", 2);
		try (RunningApp here = group.start();
				RunningApp other = group.with("steady.kafka.operations.accept-remote=false").startBeside()) {
			OperatedGroup.await().until(() -> group.owned() == 1 && group.describe().contains("this one and 1 more"));
			assertThat(group.post("{'operation':'pause'}").statusCode()).isEqualTo(409);
			assertThat(changes(here)).hasSize(1);
			Awaitility.await()
				.during(Duration.ofSeconds(6))
				.atMost(Duration.ofSeconds(10))
				.until(() -> changes(other).isEmpty());
			other.bean(ListenerControl.class).pause("orders", null, null, "bob");
			other.bean(ListenerControl.class).resume("orders", null, null, "bob");
			assertThat(changes(here)).noneMatch(PauseChange::paused);
			sendToAll(group, 2);
			OperatedGroup.await().untilAsserted(() -> assertThat(group.committed()).isEqualTo(Map.of(0, 1L, 1, 1L)));
		}
	}

	private static OperatedGroup group(String name, int partitions) {
		return new OperatedGroup(name, partitions, "record", "classic")
			.with("steady.kafka.operations.topic=" + name + "-operations", "steady.kafka.operations.timeout=2s");
	}

	private static void sendToAll(OperatedGroup group, int partitions) {
		for (int partition = 0; partition < partitions; partition++) {
			group.send(partition, "a");
		}
	}

	private static void staysAt(OperatedGroup group, Map<Integer, Long> committed) {
		Awaitility.await()
			.during(Duration.ofSeconds(3))
			.atMost(Duration.ofSeconds(6))
			.until(() -> group.committed().values().stream().allMatch((offset) -> offset == 0)
					|| group.committed().equals(committed));
	}

	private static void assertUnanswered(OperatedGroup group, InstanceProcess other, String operation) {
		other.freeze();
		try {
			HttpResponse<String> answer = group.post("{'operation':'" + operation + "'}");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
			assertThat(answer.body()).contains("did not answer within 2000 ms",
					"Those that did not answer do it as soon as they read the topic again");
		}
		finally {
			other.thaw();
		}
	}

	private static HttpResponse<String> operate(InstanceProcess instance, OperatedGroup group, String operation) {
		return instance.post(path(group), "{\"operation\":\"" + operation + "\"}");
	}

	private static String describe(InstanceProcess instance, OperatedGroup group) {
		return instance.get(path(group)).body();
	}

	private static String path(OperatedGroup group) {
		return "/actuator/kafkagroups/" + URLEncoder.encode(group.name(), StandardCharsets.UTF_8);
	}

	/**
	 * What the health of an instance says is paused.
	 */
	private static String health(InstanceProcess instance) {
		return paused(instance.get("/actuator/health/kafkaConsumers").body());
	}

	private static String paused(String text) {
		Matcher matcher = PAUSED.matcher(text);
		return (matcher.find()) ? matcher.group() : "";
	}

	private static List<PauseChange> changes(RunningApp app) {
		ListenerContainer orders = app.bean(ListenerContainers.class).all().get(0);
		return app.bean(ListenerPauses.class).changes(orders);
	}

	/**
	 * Run it on a thread of its own. What another one changed meanwhile may be refused.
	 * @return whether it was done
	 */
	private static CompletableFuture<Boolean> later(Runnable action) {
		return CompletableFuture.runAsync(action).handle((done, refused) -> refused == null);
	}

}
