package io.steadykafka.operations.internal.reset;

import java.util.List;
import java.util.Map;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LiveReset} with a real broker, and members that fail when told so.
 */
class LiveResetTests {

	@Test
	void allAreHeldThenMovedThenReleased() {
		try (TestGroup group = new TestGroup("live", 6, 6).commit(0, 4).commit(1, 5).own(0).own(1)) {
			assertThat(TestGroup.of(group.resets.preview(group.request(Target.TO_EARLIEST, null)), 0).owner())
				.isEqualTo("listener 'orders'");
			assertThat(group.members.calls).isEmpty();
			OffsetReset reset = group.resets.execute(group.request(Target.TO_EARLIEST, null));
			assertThat(reset.executed()).isTrue();
			assertThat(TestGroup.of(reset, 1).done()).isTrue();
			assertThat(group.members.calls).containsExactly("hold 2", "move {0=0, 1=0}", "release");
			assertThat(group.committed()).containsExactly(Map.entry(0, 0L), Map.entry(1, 0L));
		}
	}

	@Test
	void whatMembersCommittedUntilTheyWereHeldCounts() {
		try (TestGroup group = new TestGroup("live-late", 9).commit(0, 4).own(0)) {
			group.members.held = () -> group.commit(0, 7);
			OffsetReset reset = group.resets.execute(group.request(Target.SHIFT_BY, "-2"));
			assertThat(TestGroup.of(reset, 0).before()).hasValue(7);
			assertThat(group.committed()).containsExactly(Map.entry(0, 5L));
		}
	}

	@Test
	void nothingMovesIfOneCanNotBeHeld() {
		try (TestGroup group = new TestGroup("live-unheld", 6, 6).commit(0, 4).commit(1, 5).own(0).own(1)) {
			group.members.unheld.put(group.partition(1), "its handler works on a record for 12 s");
			assertThatIllegalStateException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_EARLIEST, null)))
				.withMessage("Nothing was reset in group 'live-unheld', as not all partitions could be held. "
						+ "live-unheld-1: its handler works on a record for 12 s (owner: listener 'orders'). Try again, "
						+ "or name other partitions");
			assertThat(group.members.calls).containsExactly("hold 2", "release");
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L), Map.entry(1, 5L));
			assertThat(group.resets.recent()).isEmpty();
		}
	}

	@Test
	void whatWasMovedIsPutBackIfOneCanNotBeMoved() {
		try (TestGroup group = new TestGroup("live-stuck", 6, 6, 6).commit(0, 4).commit(1, 5).own(0).own(1).own(2)) {
			group.members.stuck.put(group.partition(1), Map.of(6L, "it moved to another member"));
			OffsetReset reset = group.resets.execute(group.request(Target.TO_LATEST, null));
			assertThat(reset.executed()).isFalse();
			assertThat(TestGroup.of(reset, 0).note())
				.isEqualTo("Put back, as others could not be moved: " + "live-stuck-1: it moved to another member");
			assertThat(TestGroup.of(reset, 1).note())
				.isEqualTo("Put back, as it could not be moved: it moved to another member");
			assertThat(TestGroup.of(reset, 2).note())
				.startsWith("Put to 0, where auto.offset.reset leads, for want of a committed offset before");
			assertThat(group.members.calls).containsExactly("hold 3", "move {0=6, 1=6, 2=6}", "move {0=4, 1=5, 2=0}",
					"release");
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L), Map.entry(1, 5L), Map.entry(2, 0L));
			assertThat(group.resets.recent()).isEmpty();
		}
	}

	@Test
	void whereAPartitionStandsThatCanNotBePutBackIsReadFromTheBroker() {
		try (TestGroup group = new TestGroup("live-lost", 6, 6).commit(0, 4).commit(1, 5).own(0).own(1)) {
			group.members.stuck.put(group.partition(0), Map.of(6L, "no answer", 4L, "it is gone"));
			group.members.stuck.put(group.partition(1), Map.of(5L, "it is gone"));
			OffsetReset reset = group.resets.execute(group.request(Target.TO_LATEST, null));
			assertThat(TestGroup.of(reset, 0).done()).isFalse();
			assertThat(TestGroup.of(reset, 0).note()).isEqualTo("Not reset, as it could not be moved: no answer. "
					+ "It could not be put back: it is gone. Its committed offset is 4");
			assertThat(TestGroup.of(reset, 1).done()).isTrue();
			assertThat(TestGroup.of(reset, 1).note()).startsWith("Reset, and not put back, as others")
				.endsWith("Its committed offset is 6");
			assertThat(reset.executed()).isTrue();
			group.members.stuck.clear();
			group.resets.undo(reset.id(), "test");
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L), Map.entry(1, 5L));
		}
	}

	@Test
	void aPartitionWhoseNextOwnerHasCaughtUpWasResetAndOneThatIsWhereItWasWasNot() {
		try (TestGroup group = new TestGroup("live-caught-up", 6, 6).commit(0, 4).commit(1, 4).own(0).own(1)) {
			for (int partition = 0; partition < 2; partition++) {
				group.members.stuck.put(group.partition(partition), Map.of(0L, "no answer", 4L, "no answer"));
			}
			group.members.committed.put(group.partition(0), List.of(0L, 5L).iterator());
			group.members.committed.put(group.partition(1), List.of(0L, 4L).iterator());
			OffsetReset reset = group.resets.execute(group.request(Target.TO_EARLIEST, null));
			assertThat(TestGroup.of(reset, 0).done()).isTrue();
			assertThat(TestGroup.of(reset, 1).done()).isFalse();
		}
	}

	@Test
	void aPartitionThatWasMovedForSureAndIsNotBackWasReset() {
		try (TestGroup group = new TestGroup("live-went-on", 6, 6).commit(0, 4).commit(1, 4).own(0).own(1)) {
			group.members.stuck.put(group.partition(0), Map.of(4L, "no answer"));
			group.members.stuck.put(group.partition(1), Map.of(0L, "no answer", 4L, "no answer"));
			for (int partition = 0; partition < 2; partition++) {
				group.members.committed.put(group.partition(partition), List.of(5L, 5L).iterator());
			}
			OffsetReset reset = group.resets.execute(group.request(Target.TO_EARLIEST, null));
			assertThat(TestGroup.of(reset, 0).done()).isTrue();
			assertThat(TestGroup.of(reset, 0).note()).startsWith("Reset, and not put back, as others")
				.endsWith("Its committed offset is 5");
			assertThat(TestGroup.of(reset, 1).done()).isFalse();
		}
	}

	@Test
	void nothingIsHeldForARequestThatNeedsForce() {
		try (TestGroup group = new TestGroup("live-force", 6).own(0)) {
			Offsets.commit(Broker.shared().servers(), "live-force", group.partition(0), 1);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.BY_DURATION, "1s")));
			assertThat(group.members.calls).isEmpty();
		}
	}

}
