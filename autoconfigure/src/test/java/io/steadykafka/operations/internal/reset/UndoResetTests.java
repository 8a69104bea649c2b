package io.steadykafka.operations.internal.reset;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest.Target;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the undo of {@link DefaultOffsetResets} with a real broker.
 */
class UndoResetTests {

	@Test
	void anUndoGoesBackAndCanBeUndone() {
		try (TestGroup group = new TestGroup("undo", 6, 6).commit(0, 4).commit(1, 5)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_EARLIEST, null));
			OffsetReset undo = group.resets.undo(reset.id(), "someone");
			assertThat(undo.executed()).isTrue();
			assertThat(undo.by()).isEqualTo("someone");
			assertThat(undo.id()).isNotEqualTo(reset.id());
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L), Map.entry(1, 5L));
			group.resets.undo(undo.id(), "someone");
			assertThat(group.committed()).containsExactly(Map.entry(0, 0L), Map.entry(1, 0L));
			assertThat(group.resets.recent()).hasSize(3).startsWith(group.resets.recent().get(0)).endsWith(reset);
		}
	}

	@Test
	void aPreviewOfAnUndoChangesNothing() {
		try (TestGroup group = new TestGroup("undo-preview", 6, 6).commit(0, 4).commit(1, 5).own(1)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_EARLIEST, null, 1));
			OffsetReset preview = group.resets.previewUndo(reset.id());
			assertThat(preview.executed()).isFalse();
			assertThat(preview.partitions()).singleElement().satisfies((partition) -> {
				assertThat(partition.before()).hasValue(0);
				assertThat(partition.after()).isEqualTo(5);
				assertThat(partition.leftOut()).isEqualTo(5);
				assertThat(partition.owner()).isEqualTo("listener 'orders'");
				assertThat(partition.done()).isFalse();
			});
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L), Map.entry(1, 0L));
			assertThat(group.resets.recent()).containsExactly(reset);
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> group.resets.previewUndo(preview.id()));
		}
	}

	@Test
	void aResetOfAnotherInstanceIsUndone() {
		try (TestGroup group = new TestGroup("undo-elsewhere", 6, 6).commit(0, 6).commit(1, 6)) {
			group.history.add(new OffsetReset("elsewhere", group.name, Instant.now(), "someone", true, false,
					List.of(record(group.partition(0), 2, true), record(group.partition(1), 3, false))));
			OffsetReset undo = group.resets.undo("elsewhere", "test");
			assertThat(undo.partitions()).hasSize(1);
			assertThat(group.committed()).containsExactly(Map.entry(0, 2L), Map.entry(1, 6L));
		}
	}

	private static PartitionReset record(TopicPartition partition, long before, boolean done) {
		return new PartitionReset(partition, OptionalLong.of(before), 6, null, null, null, done, null);
	}

	@Test
	void anUndoGoesToTheLogStartIfWhereItWasIsGone() {
		try (TestGroup group = new TestGroup("undo-gone", 6).commit(0, 2)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_LATEST, null));
			group.deleteRecords(0, 4);
			OffsetReset undo = group.resets.undo(reset.id(), "test");
			assertThat(TestGroup.of(undo, 0).note())
				.isEqualTo("Offset 2, where it was, is below the log start, so it goes to the log start 4");
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L));
		}
	}

	@Test
	void anUndoRemovesACommitThatWasNotThere() {
		try (TestGroup group = new TestGroup("undo-none", 6, 6).commit(0, 2)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_LATEST, null));
			assertThat(TestGroup.of(reset, 1).before()).isEmpty();
			OffsetReset undo = group.resets.undo(reset.id(), "test");
			assertThat(TestGroup.of(undo, 1).done()).isTrue();
			assertThat(TestGroup.of(undo, 1).note()).contains("is removed, and auto.offset.reset applies");
			assertThat(group.committed()).containsExactly(Map.entry(0, 2L));
			group.resets.undo(undo.id(), "test");
			assertThat(group.committed()).containsExactly(Map.entry(0, 6L), Map.entry(1, 6L));
		}
	}

	@Test
	void aMemberGoesToWhereItWouldBeginIfThereWasNoCommit() {
		try (TestGroup group = new TestGroup("undo-live", 6, 6).commit(0, 2).own(0).own(1)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_LATEST, null));
			OffsetReset undo = group.resets.undo(reset.id(), "test");
			assertThat(TestGroup.of(undo, 1).note()).contains("a running member can't remove one");
			assertThat(group.committed()).containsExactly(Map.entry(0, 2L), Map.entry(1, 0L));
		}
	}

	@Test
	void anUnknownResetCanNotBeUndone() {
		try (TestGroup group = new TestGroup("undo-unknown", 1).commit(0, 0)) {
			OffsetReset preview = group.resets.preview(group.request(Target.TO_LATEST, null));
			assertThatExceptionOfType(NoSuchElementException.class)
				.isThrownBy(() -> group.resets.undo(preview.id(), "test"))
				.withMessageStartingWith("There is no reset '" + preview.id() + "'");
		}
	}

}
