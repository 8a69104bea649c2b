package io.steadykafka.benchmarks.scenario.lag;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.benchmarks.process.GroupsCommand;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.Topic;
import io.steadykafka.benchmarks.sidebyside.CommandLineRow;
import io.steadykafka.benchmarks.sidebyside.ComparisonStats;
import io.steadykafka.benchmarks.sidebyside.ExportedLag;
import io.steadykafka.benchmarks.sidebyside.GroupPartition;
import io.steadykafka.benchmarks.sidebyside.LagComparison;
import io.steadykafka.benchmarks.sidebyside.LogState;
import io.steadykafka.benchmarks.sidebyside.ReferenceState;
import io.steadykafka.benchmarks.sidebyside.Verdict;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares step by step: reads the command line and the logs, then the application, then
 * the command line and the logs again, which are the first reading of the next step.
 */
final class SideBySideSteps {

	private static final Logger logger = LoggerFactory.getLogger(SideBySideSteps.class);

	private final GroupsCommand command;

	private final TopicLogs logs;

	private final ScrapedLag application;

	private final Collection<Topic> topics;

	private final String member;

	private final String watched;

	private final ComparisonStats stats = new ComparisonStats();

	private Map<GroupPartition, ReferenceState> before = Map.of();

	private Map<GroupPartition, ExportedLag> last = Map.of();

	private Deadline youth = new Deadline(Duration.ZERO);

	private int steps;

	private int silent;

	SideBySideSteps(GroupsCommand command, TopicLogs logs, ScrapedLag application, Collection<Topic> topics,
			String member, String watched) {
		this.command = command;
		this.logs = logs;
		this.application = application;
		this.topics = topics;
		this.member = member;
		this.watched = watched;
	}

	/**
	 * A topic was just made, and need not be sampled at once.
	 */
	void allow(Duration time) {
		this.youth = new Deadline(time);
	}

	/**
	 * Take a step.
	 * @return whether nothing moved, anywhere; not if somebody had no answer
	 */
	boolean step() {
		if (this.before.isEmpty()) {
			this.before = read();
		}
		boolean young = !this.youth.isOver();
		Map<GroupPartition, ReferenceState> first = this.before;
		Optional<Map<GroupPartition, ExportedLag>> exported = this.application.next();
		this.before = read();
		if (first.isEmpty() || this.before.isEmpty() || exported.isEmpty()) {
			logger.info("no answer of {}", exported.isEmpty() ? "the application" : "the command line");
			this.silent++;
			return false;
		}
		this.steps++;
		boolean exact = compare(first, exported.get(), this.before, young);
		this.last = exported.get();
		return exact;
	}

	private Map<GroupPartition, ReferenceState> read() {
		Map<GroupPartition, CommandLineRow> rows = CommandLineRow
			.parse(this.command.describe(List.of(this.member, this.watched)));
		if (rows.isEmpty()) {
			return Map.of();
		}
		Map<TopicPartition, LogState> states = this.logs.states(this.topics);
		Set<GroupPartition> all = new HashSet<>(rows.keySet());
		states.keySet()
			.forEach((partition) -> List.of(this.member, this.watched)
				.forEach((group) -> all.add(new GroupPartition(group, partition))));
		Map<GroupPartition, ReferenceState> witnesses = new HashMap<>();
		all.forEach((partition) -> witnesses.put(partition,
				new ReferenceState(rows.get(partition), states.get(partition.partition()))));
		return witnesses;
	}

	private boolean compare(Map<GroupPartition, ReferenceState> first, Map<GroupPartition, ExportedLag> exported,
			Map<GroupPartition, ReferenceState> second, boolean young) {
		ReferenceState nobody = new ReferenceState(null, null);
		Set<GroupPartition> all = new HashSet<>(first.keySet());
		all.addAll(second.keySet());
		all.addAll(exported.keySet());
		boolean exact = true;
		for (GroupPartition partition : all) {
			LagComparison comparison = new LagComparison(first.getOrDefault(partition, nobody),
					exported.getOrDefault(partition, ExportedLag.NOTHING), second.getOrDefault(partition, nobody),
					partition.group().equals(this.member), young);
			Optional<Verdict> verdict = comparison
				.verdict((from, to) -> this.logs.holdsNothing(partition.partition(), from, to));
			if (verdict.isPresent()) {
				count(verdict.get(), partition, comparison);
				exact &= verdict.get().exact();
			}
		}
		return exact;
	}

	private void count(Verdict verdict, GroupPartition partition, LagComparison comparison) {
		this.stats.add(verdict, (comparison.member()) ? "" : ", group without members", partition + " " + comparison);
		if (verdict.kind() == Verdict.Kind.WRONG) {
			logger.error("wrong: {} {} {}", verdict.reason(), partition, comparison);
		}
		ExportedLag stale = this.last.getOrDefault(partition, ExportedLag.NOTHING);
		if (verdict.kind() == Verdict.Kind.BETWEEN && stale.lag().isPresent() && !stale.equals(comparison.exported())) {
			new LagComparison(comparison.before(), stale, comparison.after(), comparison.member(), false).verdict()
				.ifPresent(this.stats::addStale);
		}
	}

	/**
	 * Count something else that is compared.
	 */
	void check(boolean equal, String what) {
		Verdict verdict = new Verdict((equal) ? Verdict.Kind.EQUAL : Verdict.Kind.WRONG, (equal) ? "" : "not so", true,
				0);
		this.stats.add(verdict, "", what);
		if (!equal) {
			logger.error("wrong: {}", what);
		}
	}

	/**
	 * What was exported last.
	 */
	Map<GroupPartition, ExportedLag> exported() {
		return this.last;
	}

	/**
	 * What the others said last.
	 */
	Map<GroupPartition, ReferenceState> seen() {
		return this.before;
	}

	ComparisonStats stats() {
		return this.stats;
	}

	int steps() {
		return this.steps;
	}

	/**
	 * In how many steps somebody had no answer.
	 */
	int silent() {
		return this.silent;
	}

}
