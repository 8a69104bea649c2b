package io.steadykafka.operations.internal.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemoteLivePartitions} and {@link LivePartitionCommands}, with messages
 * that are written and read.
 */
class RemoteLivePartitionsTests {

	private static final String GROUP = FakePartitions.GROUP;

	private static final Duration TIMEOUT = Duration.ofMillis(100);

	private final FakePartitions here = new FakePartitions(0, 1);

	private final FakePartitions there = new FakePartitions(2, 3);

	private final LivePartitionCommands commands = new LivePartitionCommands(this.there, System::nanoTime);

	private final Map<String, RemoteReport> reports = new TreeMap<>();

	private Function<Map<String, Object>, Map<String, Object>> answer = this.commands::apply;

	private final RemoteLivePartitions all = new RemoteLivePartitions(this.here, () -> this.reports, this::send);

	RemoteLivePartitionsTests() {
		report("b", 1, false, this.there);
	}

	@AfterEach
	void close() {
		this.commands.close();
	}

	@Test
	void ownersAreThoseOfAllInstances() {
		assertThat(this.all.owners(GROUP)).isEqualTo(Map.of(partition(0), "listener 'main' of this instance",
				partition(1), "listener 'main' of this instance", partition(2),
				"listener 'main' of instance 'host of b'", partition(3), "listener 'main' of instance 'host of b'"));
		assertThat(this.all.owners("another")).isEmpty();
	}

	@Test
	void theLastReportHoldsAndTheOwnKnowledgeBeforeIt() {
		report("a", 2, false, new FakePartitions(1, 2));
		report("c", 3, true, new FakePartitions(3));
		assertThat(this.all.owners(GROUP)).containsEntry(partition(1), "listener 'main' of this instance")
			.containsEntry(partition(2), "listener 'main' of instance 'host of a'")
			.containsEntry(partition(3), "listener 'main' of instance 'host of b'");
	}

	@Test
	void aClaimThatIsNoneIsPassedOver() {
		for (Object owners : List.of("x", Map.of(GROUP, 1), Map.of(GROUP, Map.of("main", 1)),
				Map.of(GROUP, Map.of("main", Map.of("orders", List.of(-1)))),
				Map.of(GROUP, Map.of("main", Map.of("orders", List.of("99999999999")))))) {
			this.reports.put("b", new RemoteReport("b", "b", Map.of("owners", owners), Instant.EPOCH, false));
			assertThat(this.all.owners(GROUP)).containsOnlyKeys(partition(0), partition(1));
		}
	}

	@Test
	void allInstancesHoldMoveAndRelease() {
		assertThat(this.all.hold("o", GROUP, Set.of(partition(0), partition(2), partition(3)), TIMEOUT)).isEmpty();
		assertThat(this.all.move("o", GROUP, Map.of(partition(0), 5L, partition(2), 1L << 53 | 1), TIMEOUT)).isEmpty();
		this.all.release("o", GROUP);
		assertThat(this.here.calls).containsExactly("hold o [0]", "move o {0=5}", "release o");
		assertThat(this.there.calls).containsExactly("hold o [2, 3]", "move o {2=9007199254740993}", "release o");
	}

	@Test
	void problemsOfAllInstancesAreCollected() {
		this.here.problems.put(partition(0), "hangs");
		this.there.problems.put(partition(3), "hangs too\n");
		assertThat(this.all.hold("o", GROUP, Set.of(partition(0), partition(2), partition(3), partition(4)), TIMEOUT))
			.isEqualTo(Map.of(partition(0), "hangs", partition(3), "instance 'host of b' (b): hangs too?", partition(4),
					"no member that can be reached owns it"));
	}

	@Test
	void anInstanceThatDoesNotAnswerIsNamedAndReleased() {
		this.answer = (command) -> null;
		assertThat(this.all.hold("o", GROUP, Set.of(partition(0), partition(2)), TIMEOUT))
			.isEqualTo(Map.of(partition(2), "instance 'host of b' (b): did not answer within 2100 ms"));
		this.answer = this.commands::apply;
		this.all.release("o", GROUP);
		assertThat(this.here.calls).endsWith("release o");
		assertThat(this.there.calls).containsExactly("release o");
	}

	@Test
	void anInstanceThatRefusesIsQuoted() {
		this.answer = (command) -> ReceivedCommands.problem(409, "does not accept remote operations");
		assertThat(this.all.hold("o", GROUP, Set.of(partition(2)), TIMEOUT))
			.isEqualTo(Map.of(partition(2), "instance 'host of b' (b): does not accept remote operations"));
	}

	@Test
	void anAnswerThatIsNotUnderstoodIsAProblem() {
		for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of(), Map.of("problems", "none"),
				Map.of("problems", Map.of("orders", Map.of("x", "y"))))) {
			this.answer = (command) -> wrong;
			assertThat(this.all.hold("o", GROUP, Set.of(partition(2)), TIMEOUT)).hasEntrySatisfying(partition(2),
					(problem) -> assertThat(problem).contains("not understood"));
		}
	}

	@Test
	void whoHoldsMovesAlsoIfThePartitionIsSomebodyElsesByNow() {
		this.all.hold("o", GROUP, Set.of(partition(2)), TIMEOUT);
		report("b", 2, false, new FakePartitions());
		assertThat(this.all.move("o", GROUP, Map.of(partition(2), 7L, partition(3), 8L), TIMEOUT))
			.isEqualTo(Map.of(partition(3), "is not held"));
		assertThat(this.there.calls).endsWith("move o {2=7}");
	}

	@Test
	void aMoveThatArrivesAfterTheReleaseIsRefused() {
		this.all.hold("o", GROUP, Set.of(partition(2)), TIMEOUT);
		this.commands.apply(Map.of("type", "release", "operation", "o", "group", GROUP));
		assertThat(this.all.move("o", GROUP, Map.of(partition(2), 7L), TIMEOUT)).hasEntrySatisfying(partition(2),
				(problem) -> assertThat(problem).contains("was released before"));
	}

	private static TopicPartition partition(int partition) {
		return FakePartitions.partition(partition);
	}

	private void report(String id, int second, boolean stale, FakePartitions partitions) {
		this.reports.put(id,
				new RemoteReport(id, "host of " + id,
						transported(Map.of(ClaimedPartitions.FIELD, ClaimedPartitions.of(partitions, List.of(GROUP)))),
						Instant.ofEpochSecond(second), stale));
	}

	private CompletableFuture<Map<String, Map<String, Object>>> send(Map<String, Object> command, Set<String> instances,
			Duration timeout) {
		Map<String, Map<String, Object>> answers = new HashMap<>();
		instances.forEach((instance) -> {
			Map<String, Object> answer = this.answer.apply(transported(command));
			if (answer != null) {
				answers.put(instance, transported(answer));
			}
		});
		return CompletableFuture.completedFuture(answers);
	}

	private static Map<String, Object> transported(Map<String, Object> body) {
		byte[] written = MessageFormat.write(new Message.Answer("c", "b", body));
		assertThat(new String(written, StandardCharsets.UTF_8)).startsWith("{\"v\":1");
		return ((Message.Answer) MessageFormat.read(written)).body();
	}

}
