package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmptyGroupReset} with a real broker, against
 * {@code kafka-consumer-groups --reset-offsets}.
 */
class EmptyGroupResetTests {

	@ParameterizedTest
	@CsvSource({ "TO_EARLIEST,to-earliest,", "TO_LATEST,to-latest,", "TO_OFFSET,to-offset,7", "TO_OFFSET,to-offset,1",
			"TO_OFFSET,to-offset,999", "SHIFT_BY,shift-by,-2", "SHIFT_BY,shift-by,-100", "SHIFT_BY,shift-by,3",
			"SHIFT_BY,shift-by,100", "TO_CURRENT,to-current,", "BY_DURATION,by-duration,PT54M30S",
			"BY_DURATION,by-duration,PT57M30S" })
	void itDoesWhatTheCommandLineDoes(Target to, String option, @Nullable String value) {
		String name = "reset-cli-" + option + ((value != null) ? value : "");
		try (TestGroup group = new TestGroup(name, 12, 8).commit(0, 9).commit(1, 5)) {
			group.deleteRecords(0, 3);
			Map<Integer, Long> commandLine = (value != null) ? group.commandLine("--" + option, value)
					: group.commandLine("--" + option);
			Map<Integer, Long> before = group.committed();
			OffsetReset preview = group.resets.preview(group.request(to, value));
			assertThat(preview.executed()).isFalse();
			assertThat(preview.partitions()).extracting(PartitionReset::after)
				.containsExactlyElementsOf(commandLine.values());
			assertThat(group.committed()).isEqualTo(before);

			OffsetReset reset = group.resets.execute(group.request(to, value));
			assertThat(reset.executed()).isTrue();
			assertThat(reset.needsForce()).isFalse();
			assertThat(reset.partitions()).allSatisfy((partition) -> {
				assertThat(partition.done()).isTrue();
				assertThat(partition.owner()).isNull();
				assertThat(partition.before()).hasValue(before.get(partition.partition().partition()));
			}).extracting(PartitionReset::after).containsExactlyElementsOf(commandLine.values());
			assertThat(group.committed()).isEqualTo(commandLine);
			assertThat(group.resets.recent()).containsExactly(reset);
		}
	}

	@Test
	void toDatetimeDoesWhatTheCommandLineDoes() {
		try (TestGroup group = new TestGroup("reset-cli-to-datetime", 12, 8).commit(0, 9).commit(1, 5)) {
			String value = group.first.plus(Duration.ofSeconds(150)).toString();
			Map<Integer, Long> commandLine = group.commandLine("--to-datetime", value.replace("Z", ""));
			assertThat(commandLine).containsExactly(Map.entry(0, 3L), Map.entry(1, 3L));
			group.resets.execute(group.request(Target.TO_DATETIME, value));
			assertThat(group.committed()).isEqualTo(commandLine);
		}
	}

	@Test
	void theTimestampsOfTheRecordsAreGiven() {
		try (TestGroup group = new TestGroup("reset-times", 12, 8).commit(0, 9).commit(1, 8)) {
			OffsetReset preview = group.resets.preview(group.request(Target.TO_EARLIEST, null));
			PartitionReset first = TestGroup.of(preview, 0);
			assertThat(first.timestampBefore()).isEqualTo(group.first.plus(Duration.ofMinutes(9)));
			assertThat(first.timestampAfter()).isEqualTo(group.first);
			assertThat(first.again()).isEqualTo(9);
			assertThat(TestGroup.of(preview, 1).timestampBefore()).isNull();
			assertThat(TestGroup.of(preview, 1).timestampAfter()).isEqualTo(group.first);
		}
	}

	/**
	 * The command line goes to the end without a word where there is no record of that
	 * time, or no commit.
	 */
	@Test
	void whatTheCommandLineTakesForLatestNeedsForce() {
		try (TestGroup group = new TestGroup("reset-force", 12, 0, 4).commit(0, 9)) {
			OffsetReset preview = group.resets.preview(group.request(Target.BY_DURATION, "1m"));
			assertThat(preview.needsForce()).isTrue();
			assertThat(TestGroup.of(preview, 0).note()).startsWith("There is no record of ");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.BY_DURATION, "1m")))
				.withMessageStartingWith("Nothing was reset, as argument 'force' is not true. It is needed for "
						+ "reset-force-0: There is no record of ");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> group.resets.execute(group.request(Target.TO_CURRENT, null)))
				.withMessageContaining("needed for reset-force-2: There is no committed offset");
			assertThat(group.committed()).containsExactly(Map.entry(0, 9L));
			assertThat(group.resets.recent()).isEmpty();

			OffsetReset reset = group.resets.execute(group.forced(Target.BY_DURATION, "1m"));
			assertThat(reset.needsForce()).isTrue();
			assertThat(TestGroup.of(reset, 0).leftOut()).isEqualTo(3);
			assertThat(group.committed()).containsExactly(Map.entry(0, 12L), Map.entry(1, 0L), Map.entry(2, 4L));
		}
	}

	@Test
	void onlyThePartitionsThatAreNamedAreReset() {
		try (TestGroup group = new TestGroup("reset-named", 6, 6).commit(0, 4).commit(1, 4)) {
			OffsetReset reset = group.resets.execute(group.request(Target.TO_EARLIEST, null, 1));
			assertThat(reset.partitions()).hasSize(1);
			assertThat(group.committed()).containsExactly(Map.entry(0, 4L), Map.entry(1, 0L));
		}
	}

}
