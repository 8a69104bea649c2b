package io.steadykafka.integration.operations;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadykafka.testing.InstanceProcess;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.Worker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every operation over HTTP on every kind of listener and protocol: of partitions that
 * are owned here, elsewhere, and by nobody.
 */
class OperationMatrixTests {

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "record,classic", "record,consumer", "batch,classic", "batch,consumer", "manual,classic",
			"manual,consumer", "async,classic", "async,consumer", "transactional,classic", "transactional,consumer" })
	void operateOnWhatIsOwnedHereElsewhereAndByNobody(String style, String protocol) {
		OperatedGroup group = new OperatedGroup("matrix-" + style + "-" + protocol, 2, style, protocol);
		try (RunningApp here = group.start()) {
			AtomicBoolean healed = new AtomicBoolean();
			here.bean(Worker.class).does((record, consumer) -> {
				if (record.value().equals("bad") && !healed.get()) {
					throw new IllegalStateException("bad record");
				}
			});
			pauseStopAndStart(group);
			resetAndUndo(group);
			retrySkipAndDeadLetter(group);
			healed.set(true);
			replay(group);
			refuseWhatIsOwnedElsewhere(group);
			resetWhatNobodyOwns(group);
		}
	}

	private static void pauseStopAndStart(OperatedGroup group) {
		group.done("{'operation':'pause','topic':'" + group.name() + "','partition':1}");
		group.send(0, "a");
		group.send(1, "a");
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(0)).containsExactly("0"));
		group.done("{'operation':'restart','listener':'orders'}");
		OperatedGroup.await().until(() -> group.owned() == 2);
		group.send(0, "b");
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(0)).containsExactly("0", "1"));
		assertThat(group.handled(1)).isEmpty();
		assertThat(group.describe()).contains("paused by unknown");
		group.done("{'operation':'resume'}");
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(1)).containsExactly("0"));
		group.done("{'operation':'stop'}");
		group.send(1, "b");
		group.done("{'operation':'start'}");
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(1)).containsExactly("0", "1"));
		awaitCommitted(group, 2, 2);
	}

	private static void resetAndUndo(OperatedGroup group) {
		String reset = "{'operation':'reset','topic':'" + group.name()
				+ "','partitions':'0','to':'to-earliest','dryRun':%s}";
		String preview = group.done(reset.formatted("true"));
		assertThat(OperatedGroup.read(preview, "$.result.partitions[0].again")).isEqualTo(2);
		assertThat(group.committed()).isEqualTo(Map.of(0, 2L, 1, 2L));
		String executed = group.done(reset.formatted("false"));
		assertThat(OperatedGroup.read(executed, "$.result.partitions[0].done")).isEqualTo(true);
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(0)).containsExactly("0", "1", "0", "1"));
		awaitCommitted(group, 2, 2);
		group.done("{'operation':'undo','id':'" + OperatedGroup.read(executed, "$.result.id") + "'}");
		group.send(0, "c");
		OperatedGroup.await()
			.untilAsserted(() -> assertThat(group.handled(0)).containsExactly("0", "1", "0", "1", "2"));
		assertThat(group.handled(1)).containsExactly("0", "1");
		awaitCommitted(group, 3, 2);
	}

	private static void retrySkipAndDeadLetter(OperatedGroup group) {
		group.send(0, "bad", "d", "bad", "e");
		String record = "','topic':'" + group.name() + "','partition':0,'offset':%s}";
		OperatedGroup.await().until(() -> group.post("{'operation':'retry" + record.formatted(3)).statusCode() == 200);
		OperatedGroup.await().until(() -> group.describe().contains("\"state\":\"blocked\""));
		group.done("{'operation':'skip" + record.formatted(3));
		OperatedGroup.await().untilAsserted(() -> group.done("{'operation':'dead-letter" + record.formatted(5)));
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(0)).endsWith("4", "6"));
		assertThat(group.handled(0)).doesNotContain("3", "5");
		// What was handled is known to be processed with the next poll.
		OperatedGroup.await().untilAsserted(() -> {
			HttpResponse<String> gone = group.post("{'operation':'skip" + record.formatted(5));
			assertThat(gone.statusCode()).as(gone.body()).isEqualTo(409);
			assertThat(gone.body()).contains("any more");
		});
		assertThat(group.post("{'operation':'skip" + record.formatted(500)).statusCode()).isEqualTo(404);
		awaitCommitted(group, 7, 2);
	}

	private static void replay(OperatedGroup group) {
		String replay = "{'operation':'replay','topic':'" + group.name() + "','dryRun':%s}";
		assertThat(OperatedGroup.read(group.done(replay.formatted("true")), "$.result.records")).isEqualTo(1);
		HttpResponse<String> answer = group.post(replay.formatted("false"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		OperatedGroup.await()
			.untilAsserted(
					() -> assertThat(OperatedGroup.read(group.done(replay.formatted("true")), "$.result.records"))
						.isEqualTo(0));
		awaitCommitted(group, 7, 2);
	}

	private static void refuseWhatIsOwnedElsewhere(OperatedGroup group) {
		Map<Integer, Long> before = group.committed();
		try (InstanceProcess other = group.startOther()) {
			OperatedGroup.await().until(() -> group.owned() == 1 && !other.scrape().isEmpty());
			HttpResponse<String> answer = group
				.post("{'operation':'reset','to':'to-earliest','dryRun':false,'topic':'" + group.name() + "'}");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
			assertThat(answer.body()).contains("127.0.0.1");
			assertThat(group.committed()).isEqualTo(before);
		}
		OperatedGroup.await().until(() -> group.owned() == 2);
	}

	private static void resetWhatNobodyOwns(OperatedGroup group) {
		group.done("{'operation':'stop'}");
		OperatedGroup.await()
			.until(() -> group
				.post("{'operation':'reset','to':'to-offset','value':'1','dryRun':false,'topic':'" + group.name()
						+ "'}")
				.statusCode() == 200);
		assertThat(group.committed()).isEqualTo(Map.of(0, 1L, 1, 1L));
		assertThat(group.committedByCommandLine()).isEqualTo(Map.of(0, 1L, 1, 1L));
		int handled = group.handled(1).size();
		group.done("{'operation':'start'}");
		OperatedGroup.await().untilAsserted(() -> assertThat(group.handled(1)).hasSize(handled + 1).endsWith("1"));
		awaitCommitted(group, 7, 2);
	}

	private static void awaitCommitted(OperatedGroup group, long first, long second) {
		Map<Integer, Long> expected = new TreeMap<>(Map.of(0, first, 1, second));
		OperatedGroup.await().untilAsserted(() -> assertThat(group.committed()).isEqualTo(expected));
	}

}
