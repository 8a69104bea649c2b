package io.steadykafka.integration.operations;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.operations.internal.member.InstancePartitions;
import io.steadykafka.testing.InstanceProcess;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations over HTTP on partitions that another instance owns, which is reached through
 * a topic.
 */
class SharedOperationsTests {

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void theOtherInstanceIsOperatedToo(String protocol) {
		OperatedGroup group = group("shared-" + protocol, protocol);
		try (RunningApp here = group.start(); InstanceProcess other = group.startOther()) {
			int theirs = awaitBoth(group, here);
			pauseAndResume(group);
			retrySkipAndDeadLetter(group, theirs);
			resetAndUndo(group);
			nameWhoDoesNotAnswer(group, other);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void anInstanceThatAcceptsNoCommandsIsNotOperated(String protocol) {
		OperatedGroup group = group("unshared-" + protocol, protocol);
		try (RunningApp here = group.start();
				InstanceProcess other = group.with("steady.kafka.operations.accept-remote=false").startOther()) {
			int theirs = awaitBoth(group, here);
			group.send(theirs, "bad");
			group.send(1 - theirs, "a");
			String record = "','topic':'" + group.name() + "','partition':" + theirs + ",'offset':0}";
			OperatedGroup.await()
				.untilAsserted(() -> assertRefused(group.post("{'operation':'skip" + record), 409,
						"does not accept remote operations"));
			awaitCommitted(group, Map.of(1 - theirs, 1L));
			assertRefused(group.post("{'operation':'reset','to':'to-earliest','dryRun':false,'force':true,'topic':'"
					+ group.name() + "'}"), 409, "does not accept remote operations");
			assertThat(group.committed()).isEqualTo(Map.of(1 - theirs, 1L));
			assertRefused(group.post("{'operation':'pause'}"), 409, "It was done by 1 of 2 instances",
					"does not accept remote operations");
			group.send(1 - theirs, "b");
			group.post("{'operation':'resume'}");
			awaitCommitted(group, Map.of(1 - theirs, 2L));
			assertThat(group.handled(1 - theirs)).containsExactly("0", "1");
			assertThat(other.scrape()).isNotEmpty();
		}
	}

	private static OperatedGroup group(String name, String protocol) {
		return new OperatedGroup(name, 2, "record", protocol).with("bad=bad",
				"steady.kafka.operations.topic=" + name + "-operations", "steady.kafka.operations.timeout=2s");
	}

	/**
	 * Wait until both are known and have a partition each.
	 * @return that of the other one
	 */
	private static int awaitBoth(OperatedGroup group, RunningApp here) {
		OperatedGroup.await()
			.until(() -> group.owned() == 1 && group.describe().contains("this one and 1 more")
					&& group.post("{'operation':'reset','to':'to-earliest','topic':'" + group.name() + "'}")
						.body()
						.contains("of instance "));
		return 1 - here.bean(InstancePartitions.class).owners(group.name()).keySet().iterator().next().partition();
	}

	private static void pauseAndResume(OperatedGroup group) {
		group.send(0, "a");
		group.send(1, "a");
		awaitCommitted(group, Map.of(0, 1L, 1, 1L));
		group.done("{'operation':'pause'}");
		group.send(0, "b");
		group.send(1, "b");
		Awaitility.await()
			.during(Duration.ofSeconds(2))
			.atMost(Duration.ofSeconds(4))
			.until(() -> group.committed().equals(Map.of(0, 1L, 1, 1L)));
		group.done("{'operation':'resume'}");
		awaitCommitted(group, Map.of(0, 2L, 1, 2L));
	}

	private static void retrySkipAndDeadLetter(OperatedGroup group, int theirs) {
		group.send(theirs, "bad", "c", "bad", "d");
		String record = "','topic':'" + group.name() + "','partition':" + theirs + ",'offset':%s}";
		OperatedGroup.await().untilAsserted(() -> group.done("{'operation':'retry" + record.formatted(2)));
		OperatedGroup.await().untilAsserted(() -> group.done("{'operation':'skip" + record.formatted(2)));
		OperatedGroup.await().untilAsserted(() -> group.done("{'operation':'dead-letter" + record.formatted(4)));
		awaitCommitted(group, Map.of(theirs, 6L, 1 - theirs, 2L));
		String replay = group.done("{'operation':'replay','topic':'" + group.name() + "'}");
		assertThat(OperatedGroup.read(replay, "$.result.records")).isEqualTo(1);
		group.send(1 - theirs, "c", "d", "e", "f");
		awaitCommitted(group, Map.of(0, 6L, 1, 6L));
	}

	private static void resetAndUndo(OperatedGroup group) {
		String reset = "{'operation':'reset','topic':'" + group.name() + "','to':'to-offset','value':'5','dryRun':%s}";
		assertThat(group.done(reset.formatted("true"))).doesNotContain("can't be reset");
		String executed = group.done(reset.formatted("false"));
		assertThat(ResetRow.of(executed).values()).hasSize(2).allMatch(ResetRow::done);
		awaitCommitted(group, Map.of(0, 6L, 1, 6L));
		group.send(0, "g");
		group.send(1, "g");
		awaitCommitted(group, Map.of(0, 7L, 1, 7L));
		String undone = group.done("{'operation':'undo','id':'" + OperatedGroup.read(executed, "$.result.id") + "'}");
		assertThat(ResetRow.of(undone).values()).hasSize(2).allMatch((row) -> row.done() && row.after() == 6);
		awaitCommitted(group, Map.of(0, 7L, 1, 7L));
	}

	private static void nameWhoDoesNotAnswer(OperatedGroup group, InstanceProcess other) {
		String pid = String.valueOf(other.pid());
		other.freeze();
		try {
			assertRefused(group.post("{'operation':'pause'}"), 409, pid, "did not answer within 2000 ms");
		}
		finally {
			other.thaw();
		}
		group.done("{'operation':'resume'}");
		OperatedGroup.await().until(() -> group.owned() == 1);
		other.freeze();
		try {
			assertRefused(
					group
						.post("{'operation':'reset','to':'to-earliest','dryRun':false,'topic':'" + group.name() + "'}"),
					409, pid, "did not answer within 4000 ms", "Nothing was reset");
			assertThat(group.committed()).isEqualTo(Map.of(0, 7L, 1, 7L));
		}
		finally {
			other.thaw();
		}
		group.send(0, "h");
		group.send(1, "h");
		awaitCommitted(group, Map.of(0, 8L, 1, 8L));
	}

	private static void assertRefused(HttpResponse<String> answer, int status, String... parts) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.body()).contains(parts);
	}

	private static void awaitCommitted(OperatedGroup group, Map<Integer, Long> offsets) {
		Map<Integer, Long> expected = new TreeMap<>(offsets);
		OperatedGroup.await().untilAsserted(() -> assertThat(group.committed()).isEqualTo(expected));
	}

}
