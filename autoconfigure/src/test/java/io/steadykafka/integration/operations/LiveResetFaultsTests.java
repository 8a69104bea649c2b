package io.steadykafka.integration.operations;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Resets of 12 partitions over 3 instances under 2,000 records a second. With
 * {@code -Dsteady.rounds=25}, so many of each protocol have a fault; with
 * {@code -Dsteady.seed=100} these are others.
 */
class LiveResetFaultsTests {

	private static final Log logger = LogFactory.getLog(LiveResetFaultsTests.class);

	private static final long LONGEST_PAUSE = 5_000;

	private static final List<Fault> FAULTS = List.copyOf(EnumSet.allOf(Fault.class));

	@ParameterizedTest
	@CsvSource({ "consumer,2,1", "classic,0,2" })
	void everyPartitionIsAtItsOldOrItsNewOffsetWhateverHappens(String protocol, int firstSeed, int usualRounds) {
		try (LiveGroup group = new LiveGroup("live-reset-" + protocol, protocol)) {
			resetAndUndo(group);
			int rounds = Integer.getInteger("steady.rounds", usualRounds);
			int first = Integer.getInteger("steady.seed", firstSeed);
			List<AssertionError> wrong = new ArrayList<>();
			for (int seed = first; seed < first + rounds; seed++) {
				try {
					new LiveResetRound(group, FAULTS.get(seed % FAULTS.size()), seed).run();
				}
				catch (AssertionError ex) {
					logger.info("Wrong: " + ex.getMessage());
					wrong.add(ex);
				}
			}
			assertThat(wrong).isEmpty();
		}
	}

	private static void resetAndUndo(LiveGroup group) {
		group.awaitReady(0, LiveGroup.INSTANCES - 1);
		group.journals().begin();
		long quiet = System.currentTimeMillis();
		LiveResetRound.pass(2_000);
		long begin = System.currentTimeMillis();
		String answer = done(group.instance(0).reset(LiveGroup.RESET, -LiveGroup.SHIFT, false));
		long answered = System.currentTimeMillis();
		group.awaitReady(0, LiveGroup.INSTANCES - 1);
		long end = System.currentTimeMillis();
		String undone = done(group.instance(0)
			.operate("{'operation':'undo','id':'" + OperatedGroup.read(answer, "$.result.id") + "'}"));
		long taken = System.currentTimeMillis();
		group.awaitReady(0, LiveGroup.INSTANCES - 1);
		group.journals().read();
		for (int partition = 0; partition < LiveGroup.PARTITIONS; partition++) {
			List<String> jumps = (partition < LiveGroup.RESET)
					? List.of(jump(answer, partition), jump(undone, partition)) : List.of();
			assertThat(jumps(group.journals().offsets(partition))).as("partition " + partition + ", " + answer)
				.isEqualTo(jumps);
		}
		logger.info("Longest pause of partitions that are not reset: " + pause(group, begin, answered)
				+ " ms in the reset, which took " + (answered - begin) + " ms, " + pause(group, answered, end)
				+ " ms while records were handled again, " + pause(group, end, taken) + " ms in the undo, which took "
				+ (taken - end) + " ms, " + pause(group, quiet, begin) + " ms before");
		assertThat(pause(group, begin, end)).isLessThan(LONGEST_PAUSE);
	}

	private static String jump(String answer, int partition) {
		ResetRow row = ResetRow.of(answer).get(partition);
		return row.before() + " to " + row.after();
	}

	private static long pause(LiveGroup group, long from, long to) {
		long longest = 0;
		for (int partition = LiveGroup.RESET; partition < LiveGroup.PARTITIONS; partition++) {
			longest = Math.max(longest, group.journals().longestPause(partition, from, to));
		}
		return longest;
	}

	private static String done(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(ResetRow.of(answer.body()).values()).as(answer.body())
			.hasSize(LiveGroup.RESET)
			.allMatch(ResetRow::done);
		return answer.body();
	}

	/**
	 * Where the next record is not the one after.
	 */
	private static List<String> jumps(List<Long> offsets) {
		List<String> jumps = new ArrayList<>();
		for (int i = 1; i < offsets.size(); i++) {
			long expected = offsets.get(i - 1) + 1;
			if (offsets.get(i) != expected) {
				jumps.add(expected + " to " + offsets.get(i));
			}
		}
		return jumps;
	}

}
