package io.steadykafka.benchmarks.scenario.rebalance;

import java.time.Duration;
import java.util.List;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.support.RecordOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result of a run of {@link ScaleOut}. Times start when the new member's containers
 * are about to start.
 *
 * @param joins what the second and the third member brought about
 * @param busyJoin what the fourth brought about while one of the others was busy
 * @param busyMember the name of that one
 * @param records what has become of the records
 */
record ScaleOutRun(List<PartitionPauses> joins, PartitionPauses busyJoin, String busyMember, RecordOutcome records) {

	private static final Logger logger = LoggerFactory.getLogger(ScaleOutRun.class);

	/** A record each 10 ms on each of 12 partitions. */
	private static final int PER_SECOND = 1_200;

	private static final Duration BUSY = Duration.ofSeconds(10);

	static ScaleOutRun of(Rig rig, Variant variant, int number) {
		try (GroupRun run = GroupRun.begin(rig, variant, "scale-out-" + number, PER_SECOND)) {
			GroupMember first = run.start("member-0");
			run.awaitShared(1);
			PartitionPauses second = join(run, 2);
			PartitionPauses third = join(run, 3);
			GroupMember fourth = run.start("member-3");
			awaitStarting(fourth);
			run.stream().busy(partitionOf(first), BUSY);
			PartitionPauses busyJoin = run.pausesSince(fourth, 4);
			ScaleOutRun outcome = new ScaleOutRun(List.of(second, third), busyJoin, first.name(), run.end());
			logger.info("{}: {}", run.group(), outcome);
			return outcome;
		}
	}

	private static PartitionPauses join(GroupRun run, int members) {
		GroupMember newcomer = run.start("member-" + (members - 1));
		awaitStarting(newcomer);
		return run.pausesSince(newcomer, members);
	}

	private static void awaitStarting(GroupMember member) {
		if (!member.await(Kind.STARTING, GroupRun.START_LIMIT)) {
			throw new IllegalStateException(member.name() + " does not start");
		}
	}

	private static int partitionOf(GroupMember member) {
		List<JournalEntry> entries = member.entries();
		return entries.get(entries.size() - 1).partition();
	}

	double movedMillis() {
		return this.joins.stream().mapToDouble(PartitionPauses::longestMovedMillis).max().orElse(0);
	}

	double stayedMillis() {
		return this.joins.stream().mapToDouble((join) -> join.longestStayedMillis((owner) -> true)).max().orElse(0);
	}

	double othersStayedMillis() {
		return this.busyJoin.longestStayedMillis((owner) -> !owner.equals(this.busyMember));
	}

	@Override
	public String toString() {
		return "moved %d/%d up to %.0f ms, stayed up to %.0f ms, beside a busy member up to %.0f ms, %s".formatted(
				this.joins.get(0).moved(), this.joins.get(1).moved(), movedMillis(), stayedMillis(),
				othersStayedMillis(), this.records);
	}

}
