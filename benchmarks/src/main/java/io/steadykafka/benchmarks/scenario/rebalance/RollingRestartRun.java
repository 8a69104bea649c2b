package io.steadykafka.benchmarks.scenario.rebalance;

import java.util.ArrayList;
import java.util.List;

import io.steadykafka.benchmarks.brokerlog.BrokerLog;
import io.steadykafka.benchmarks.brokerlog.Generation;
import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.support.RecordOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result of a run of {@link RollingRestart}.
 *
 * @param rebalances how often a member that was not restarted just then was told of
 * partitions assigned or revoked
 * @param generations the generations of the group from the first stop on, by the broker's
 * log
 * @param longestMillis the longest pause of a partition
 * @param records what has become of the records
 */
record RollingRestartRun(int rebalances, int generations, double longestMillis, RecordOutcome records) {

	private static final Logger logger = LoggerFactory.getLogger(RollingRestartRun.class);

	private static final int MEMBERS = 3;

	/** A record each 20 ms on each of 12 partitions. */
	private static final int PER_SECOND = 600;

	static RollingRestartRun of(Rig rig, Variant variant, int number) {
		try (GroupRun run = GroupRun.begin(rig, variant, "rolling-" + number, PER_SECOND)) {
			List<GroupMember> members = new ArrayList<>();
			for (int i = 0; i < MEMBERS; i++) {
				members.add(run.start("member-" + i));
			}
			run.awaitShared(MEMBERS);
			int generations = generations(rig, run);
			int rebalances = 0;
			long beginMicros = GroupRun.nowMicros();
			for (int i = 0; i < MEMBERS; i++) {
				long sinceMicros = GroupRun.nowMicros();
				members.get(i).stop();
				GroupMember successor = run.start("member-" + i);
				if (!successor.await(Kind.HANDLED, GroupRun.START_LIMIT)) {
					throw new IllegalStateException(successor.name() + " handles nothing");
				}
				run.awaitShared(MEMBERS);
				members.remove(i);
				rebalances += members.stream().mapToInt((other) -> rebalances(other, sinceMicros)).sum();
				members.add(i, successor);
			}
			double longest = run.pauses(beginMicros, GroupRun.nowMicros()).longestMillis();
			RollingRestartRun outcome = new RollingRestartRun(rebalances, generations(rig, run) - generations, longest,
					run.end());
			logger.info("{}: {}", run.group(), outcome);
			return outcome;
		}
	}

	private static int generations(Rig rig, GroupRun run) {
		return (int) BrokerLog.read(rig.brokerLog(), run.group())
			.generations()
			.stream()
			.filter(Generation::handedOut)
			.count();
	}

	private static int rebalances(GroupMember member, long sinceMicros) {
		return (int) member.entries()
			.stream()
			.filter((entry) -> entry.micros() >= sinceMicros)
			.map(JournalEntry::kind)
			.filter((kind) -> kind == Kind.ASSIGNED || kind == Kind.REVOKED)
			.count();
	}

}
