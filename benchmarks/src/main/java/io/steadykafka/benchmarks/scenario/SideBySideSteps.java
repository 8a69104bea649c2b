package io.steadykafka.benchmarks.scenario;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steadykafka.benchmarks.process.GroupsCommand;
import io.steadykafka.benchmarks.sidebyside.CommandLineRow;
import io.steadykafka.benchmarks.sidebyside.Comparison;
import io.steadykafka.benchmarks.sidebyside.GroupPartition;
import io.steadykafka.benchmarks.sidebyside.LogState;
import io.steadykafka.benchmarks.sidebyside.Shown;
import io.steadykafka.benchmarks.sidebyside.Tally;
import io.steadykafka.benchmarks.sidebyside.Verdict;
import io.steadykafka.benchmarks.sidebyside.Witness;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares step by step: the command line and the logs, then the application, then the
 * command line and the logs again, which are the first look of the next step.
 */
final class SideBySideSteps {

	private static final Logger logger = LoggerFactory.getLogger(SideBySideSteps.class);

	private final GroupsCommand command;

	private final Logs logs;

	private final ScrapedLag application;

	private final Collection<Topic> topics;

	private final String member;

	private final String watched;

	private final Tally tally = new Tally();

	private Map<GroupPartition, Witness> before = Map.of();

	private Map<GroupPartition, Shown> last = Map.of();

	private Patience youth = new Patience(Duration.ZERO);

	private int steps;

	private int silent;

	SideBySideSteps(GroupsCommand command, Logs logs, ScrapedLag application, Collection<Topic> topics, String member,
			String watched) {
		this.command = command;
		this.logs = logs;
		this.application = application;
		this.topics = topics;
		this.member = member;
		this.watched = watched;
	}

	/**
	 * A topic was just made, and need not be sampled at once.
	 * @param time for how long
	 */
	void allow(Duration time) {
		this.youth = new Patience(time);
	}

	/**
	 * Take a step.
	 * @return whether nothing moved, anywhere; not if somebody had no answer
	 */
	boolean step() {
		if (this.before.isEmpty()) {
			this.before = look();
		}
		boolean young = !this.youth.isOver();
		Map<GroupPartition, Witness> first = this.before;
		Optional<Map<GroupPartition, Shown>> shown = this.application.next();
		this.before = look();
		if (first.isEmpty() || this.before.isEmpty() || shown.isEmpty()) {
			logger.info("no answer of {}", shown.isEmpty() ? "the application" : "the command line");
			this.silent++;
			return false;
		}
		this.steps++;
		boolean exact = compare(first, shown.get(), this.before, young);
		this.last = shown.get();
		return exact;
	}

	private Map<GroupPartition, Witness> look() {
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
		Map<GroupPartition, Witness> witnesses = new HashMap<>();
		all.forEach((partition) -> witnesses.put(partition,
				new Witness(rows.get(partition), states.get(partition.partition()))));
		return witnesses;
	}

	private boolean compare(Map<GroupPartition, Witness> first, Map<GroupPartition, Shown> shown,
			Map<GroupPartition, Witness> second, boolean young) {
		Witness nobody = new Witness(null, null);
		Set<GroupPartition> all = new HashSet<>(first.keySet());
		all.addAll(second.keySet());
		all.addAll(shown.keySet());
		boolean exact = true;
		for (GroupPartition partition : all) {
			Comparison comparison = new Comparison(first.getOrDefault(partition, nobody),
					shown.getOrDefault(partition, Shown.NOTHING), second.getOrDefault(partition, nobody),
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

	private void count(Verdict verdict, GroupPartition partition, Comparison comparison) {
		this.tally.add(verdict, (comparison.member()) ? "" : ", group without members", partition + " " + comparison);
		if (verdict.kind() == Verdict.Kind.WRONG) {
			logger.error("wrong: {} {} {}", verdict.reason(), partition, comparison);
		}
		Shown stale = this.last.getOrDefault(partition, Shown.NOTHING);
		if (verdict.kind() == Verdict.Kind.BETWEEN && stale.lag().isPresent() && !stale.equals(comparison.shown())) {
			new Comparison(comparison.before(), stale, comparison.after(), comparison.member(), false).verdict()
				.ifPresent(this.tally::addStale);
		}
	}

	/**
	 * Count something else that is compared.
	 * @param equal whether it is as it should be
	 * @param what what it is
	 */
	void check(boolean equal, String what) {
		Verdict verdict = new Verdict((equal) ? Verdict.Kind.EQUAL : Verdict.Kind.WRONG, (equal) ? "" : "not so", true,
				0);
		this.tally.add(verdict, "", what);
		if (!equal) {
			logger.error("wrong: {}", what);
		}
	}

	/**
	 * What was shown last.
	 * @return the partitions
	 */
	Map<GroupPartition, Shown> shown() {
		return this.last;
	}

	/**
	 * What the others said last.
	 * @return the partitions
	 */
	Map<GroupPartition, Witness> seen() {
		return this.before;
	}

	Tally tally() {
		return this.tally;
	}

	int steps() {
		return this.steps;
	}

	/**
	 * In how many steps somebody had no answer.
	 * @return the number
	 */
	int silent() {
		return this.silent;
	}

}
