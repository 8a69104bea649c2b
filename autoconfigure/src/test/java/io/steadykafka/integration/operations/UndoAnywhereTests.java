package io.steadykafka.integration.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steadykafka.operations.ListenerControl;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.operations.internal.allinstances.ChannelConnection;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reset is undone by instances that did not execute it, after the one that did is gone.
 */
@ExtendWith(OutputCaptureExtension.class)
class UndoAnywhereTests {

	private static final String GROUP = "undo-anywhere";

	private final Broker broker = Broker.shared();

	@Test
	void everyInstanceUndoesAResetAlsoOneThatStartsLater(CapturedOutput output) {
		this.broker.createTopic(GROUP, 2);
		send(0);
		send(1);
		RunningApp first = start();
		try (RunningApp second = start()) {
			OffsetReset reset = executeAtFirst(first, second);
			first.close();
			awaitOwner(second, 2);
			OffsetReset preview = second.bean(OffsetResets.class).previewUndo(reset.id());
			assertThat(preview.partitions()).extracting(PartitionReset::after).containsExactly(5L, 5L);
			assertThat(committed()).isEqualTo(Map.of(0, 0L, 1, 0L));
			assertThat(output)
				.contains("undo-preview of 2 partitions in group 'undo-anywhere', asked for by 'unknown', done");
			OffsetReset undo = second.bean(OffsetResets.class).undo(reset.id(), "bob");
			assertThat(undo.partitions()).hasSize(2).allMatch(PartitionReset::done);
			assertThat(committed()).isEqualTo(Map.of(0, 5L, 1, 5L));
			undoAtThird(undo, reset);
		}
		finally {
			first.close();
		}
	}

	private OffsetReset executeAtFirst(RunningApp first, RunningApp second) {
		OperatedGroup.await().untilAsserted(() -> assertThat(committed()).isEqualTo(Map.of(0, 5L, 1, 5L)));
		awaitOwner(first, 1);
		awaitOwner(second, 1);
		OperatedGroup.await()
			.untilAsserted(
					() -> assertThat(first.bean(ChannelConnection.class).scope()).contains("this one and 1 more"));
		OperatedGroup.await()
			.untilAsserted(() -> first.bean(ListenerControl.class).pause("orders", null, null, "alice"));
		ResetRequest request = new ResetRequest(GROUP, GROUP, Set.of(), Target.TO_EARLIEST, null, false, "alice");
		OperatedGroup.await()
			.until(() -> first.bean(OffsetResets.class)
				.preview(request)
				.partitions()
				.stream()
				.allMatch((partition) -> partition.note() == null));
		OffsetReset reset = first.bean(OffsetResets.class).execute(request);
		assertThat(reset.partitions()).hasSize(2).allMatch(PartitionReset::done);
		OperatedGroup.await()
			.untilAsserted(
					() -> assertThat(second.bean(OffsetResets.class).recent()).singleElement().satisfies((known) -> {
						assertThat(known.id()).isEqualTo(reset.id());
						assertThat(known.by()).isEqualTo("alice");
					}));
		assertThat(second.get("/actuator/kafkagroups/" + GROUP).body()).contains("\"resets\":[{\"id\":\"" + reset.id());
		return reset;
	}

	/**
	 * The last one that is there: the reset it undoes is that of the second.
	 */
	private void undoAtThird(OffsetReset undo, OffsetReset reset) {
		try (RunningApp third = start()) {
			OperatedGroup.await()
				.untilAsserted(() -> assertThat(third.bean(OffsetResets.class).recent()).extracting(OffsetReset::id)
					.containsExactly(undo.id(), reset.id()));
			OperatedGroup.await().untilAsserted(() -> {
				String body = third
					.post("/actuator/kafkagroups/" + GROUP,
							"{\"operation\":\"undo\",\"dryRun\":true,\"id\":\"" + undo.id() + "\"}")
					.body();
				assertThat(body).contains("\"again\":5").doesNotContain("can't be reset");
			});
			String body = third
				.post("/actuator/kafkagroups/" + GROUP, "{\"operation\":\"undo\",\"id\":\"" + undo.id() + "\"}")
				.body();
			assertThat(ResetRow.of(body).values()).hasSize(2).allMatch((row) -> row.done() && row.after() == 0);
		}
	}

	private void awaitOwner(RunningApp app, int partitions) {
		OperatedGroup.await()
			.until(() -> app.membersPartitions("orders").stream().mapToInt(Integer::intValue).sum() == partitions);
	}

	private RunningApp start() {
		return RunningApp.start(WorkApplication.class, this.broker.servers(), "topic=" + GROUP, "group=" + GROUP,
				"management.endpoints.web.exposure.include=kafkagroups",
				"management.endpoint.kafkagroups.access=unrestricted",
				"steady.kafka.operations.topic=" + GROUP + "-ops", "spring.kafka.consumer.auto-offset-reset=earliest");
	}

	private Map<Integer, Long> committed() {
		Map<Integer, Long> committed = new TreeMap<>();
		Offsets.committed(this.broker.servers(), GROUP)
			.forEach((partition, offset) -> committed.put(partition.partition(), offset));
		return committed;
	}

	private void send(int partition) {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			List.of("a", "b", "c", "d", "e")
				.forEach((value) -> producer.send(new ProducerRecord<>(GROUP, partition, "key", value)));
		}
	}

}
