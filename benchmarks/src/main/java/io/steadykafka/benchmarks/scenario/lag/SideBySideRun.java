package io.steadykafka.benchmarks.scenario.lag;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.Topic;
import io.steadykafka.benchmarks.sidebyside.ExportedLag;
import io.steadykafka.benchmarks.sidebyside.GroupPartition;
import io.steadykafka.benchmarks.sidebyside.LogState;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Minutes of changing load, with a handler that is fast, slow, or blocked, and quiet
 * points in between.
 */
final class SideBySideRun {

	private static final Logger logger = LoggerFactory.getLogger(SideBySideRun.class);

	private static final int[] RATES = { 0, 50, 500, 2_000 };

	private static final int RARE = 50;

	private static final int MANY = 100;

	/** More than the topic will ever have. */
	private static final long BEYOND = 1_000_000;

	private static final Duration QUIET_LIMIT = Duration.ofSeconds(45);

	private static final int QUIET_STEPS = 3;

	private static final String HELD_UP = "/handler/1h";

	private final SideBySideTopics topics;

	private final TopicLogs logs;

	private final ScrapedLag application;

	private final SideBySideSteps steps;

	private final ChangingLoad load;

	private final TransactionalLoad transactions;

	private final Random random;

	private int quietSteps;

	SideBySideRun(SideBySideTopics topics, TopicLogs logs, ScrapedLag application, SideBySideSteps steps,
			ChangingLoad load, TransactionalLoad transactions, int seed) {
		this.topics = topics;
		this.logs = logs;
		this.application = application;
		this.steps = steps;
		this.load = load;
		this.transactions = transactions;
		this.random = new Random(seed);
	}

	/**
	 * Run.
	 * @param time for how long; the round that it ends in is ended
	 */
	int run(Duration time) {
		Deadline deadline = new Deadline(time);
		for (int round = 1; !deadline.isOver(); round++) {
			logger.info("round {}: {} steps, {} wrong", round, this.steps.steps(), this.steps.stats().wrong().size());
			commitElsewhere(round);
			loadThatChanges();
			fallBehind();
			quiet(round, round % 2 == 1);
			makeAnew(round);
		}
		return this.quietSteps;
	}

	/**
	 * The group without members moves on once in a while.
	 */
	private void commitElsewhere(int round) {
		if (round % 2 == 1) {
			Map<TopicPartition, Long> offsets = new HashMap<>();
			this.logs.states(this.topics.lasting()).forEach((partition, log) -> offsets.put(partition, log.high()));
			this.logs.commit(SideBySideTopics.WATCHED, offsets);
		}
	}

	private void loadThatChanges() {
		this.load.rate(this.topics.compacted(), MANY);
		this.load.rate(this.topics.retained(), MANY);
		this.load.rate(this.topics.anew(), RARE);
		for (int change = 0; change < 5; change++) {
			this.load.rate(this.topics.steady(), RATES[this.random.nextInt(RATES.length)]);
			this.application.get("/handler/" + this.random.nextInt(2) + "ms");
			steps(Duration.ofSeconds(3));
		}
	}

	private void fallBehind() {
		this.load.rate(this.topics.steady(), RATES[2]);
		this.application.get("/handler/20ms");
		steps(Duration.ofSeconds(10));
		this.application.get(HELD_UP);
		steps(Duration.ofSeconds(8));
	}

	private void steps(Duration time) {
		Deadline deadline = new Deadline(time);
		do {
			this.steps.step();
		}
		while (!deadline.isOver());
	}

	private void quiet(int round, boolean leaveOpen) {
		this.load.pause();
		Map<Integer, Long> openFrom = this.transactions.pause(leaveOpen);
		this.logs.configure(this.topics.retained(), "retention.ms", "-1");
		exactSteps("held up in round " + round, openFrom);
		this.application.get("/handler/0ms");
		drain();
		exactSteps("caught up in round " + round, openFrom);
		this.steps.exported().forEach((partition, exported) -> {
			if (partition.group().equals(SideBySideTopics.MEMBER)) {
				this.steps.check(exported.lag().orElse(-1) == 0, "all is handled: " + partition + " " + exported);
			}
		});
		this.logs.configure(this.topics.retained(), "retention.ms", SideBySideTopics.RETENTION);
		this.transactions.resume();
		this.load.resume();
	}

	private void drain() {
		Deadline deadline = new Deadline(QUIET_LIMIT);
		do {
			this.steps.step();
		}
		while (!deadline.isOver() && this.steps.exported()
			.entrySet()
			.stream()
			.anyMatch((exported) -> exported.getKey().group().equals(SideBySideTopics.MEMBER)
					&& isUnderWay(exported.getValue())));
	}

	// A lag of 0 comes before the commit of what nobody can read.
	private static boolean isUnderWay(ExportedLag exported) {
		return exported.lag().orElse(0) > 0
				|| (exported.committed().isPresent() && !exported.committed().equals(exported.end()));
	}

	private void exactSteps(String where, Map<Integer, Long> openFrom) {
		Deadline deadline = new Deadline(QUIET_LIMIT);
		int quiet = 0;
		// Twice: a member that has passed the end of a transaction commits that it did a
		// second later.
		while (quiet < 2 && !deadline.isOver()) {
			quiet = this.steps.step() ? quiet + 1 : 0;
		}
		for (int i = 0; i < QUIET_STEPS; i++) {
			this.steps.check(this.steps.step(), "nothing moves, " + where);
			this.quietSteps++;
			checkTransaction(openFrom, where);
			checkHealth(where);
		}
	}

	/**
	 * The end that is exported is where the producer knows that its transaction begins.
	 */
	private void checkTransaction(Map<Integer, Long> openFrom, String where) {
		openFrom.forEach((number, offset) -> {
			TopicPartition partition = new TopicPartition(this.topics.transactional().name(), number);
			ExportedLag exported = this.steps.exported()
				.getOrDefault(new GroupPartition(SideBySideTopics.MEMBER, partition), ExportedLag.NOTHING);
			this.steps.check(exported.end().orElse(-1) == offset && exported.held().orElse(0) > 0,
					"the transaction begins at " + offset + ", " + where + ": " + exported);
		});
	}

	/**
	 * Health explains a missing lag where the command line has a negative one.
	 */
	private void checkHealth(String where) {
		String health = this.application.get("/health");
		this.steps.seen().forEach((partition, seen) -> {
			if (seen.isBeyondEnd()) {
				this.steps.check(health.contains("the committed offset is beyond the end on ")
						&& health.contains(partition.partition().toString()), "health says it, " + where);
			}
		});
	}

	private void makeAnew(int round) {
		Topic topic = this.topics.anew();
		this.load.rate(topic, 0);
		this.logs.delete(topic);
		// Sometimes its members notice, and sometimes they do not.
		steps(Duration.ofSeconds((round % 2 == 0) ? 1 : 8));
		this.topics.create(this.logs, topic);
		this.steps.allow(SideBySide.YOUTH);
		Map<TopicPartition, LogState> made = this.logs.states(List.of(topic));
		Map<TopicPartition, Long> beyond = new HashMap<>();
		made.keySet().forEach((partition) -> beyond.put(partition, BEYOND));
		if (!beyond.isEmpty()) {
			this.logs.commit(SideBySideTopics.WATCHED, beyond);
		}
		this.load.rate(topic, RARE);
		steps(Duration.ofSeconds(6));
	}

}
