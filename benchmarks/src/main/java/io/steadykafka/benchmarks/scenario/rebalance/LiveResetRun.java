package io.steadykafka.benchmarks.scenario.rebalance;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.process.FreePort;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.HttpGet;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reset and its undo. Pauses are the longest of a partition that is not reset, and
 * include the time between two of its records.
 *
 * @param quietMillis the longest pause in a second before
 * @param resetMillis from the request to the answer
 * @param againMillis from the answer until the records are handled again
 * @param undoMillis in the undo, and a second after it
 * @param tookMillis how long the reset took
 */
record LiveResetRun(double quietMillis, double resetMillis, double againMillis, double undoMillis, double tookMillis) {

	private static final Logger logger = LoggerFactory.getLogger(LiveResetRun.class);

	private static final int INSTANCES = 3;

	private static final int PARTITIONS = 15;

	private static final int RESET = 12;

	private static final int PER_SECOND = 2_000;

	private static final int SHIFT = -1_000;

	/** The first of them are slow as all code is that runs for the first time. */
	private static final int WARM_UP = 3;

	private static final Duration BACKLOG = Duration.ofSeconds(10);

	private static final Duration AGAIN = Duration.ofSeconds(4);

	private static final Duration MOMENT = Duration.ofSeconds(1);

	private static final Duration LIMIT = Duration.ofMinutes(1);

	static List<LiveResetRun> of(Rig rig, Variant variant, int rounds) {
		Topic topic = new Topic("live-reset-" + variant.name(), PARTITIONS, 0);
		try (GroupRun run = GroupRun.begin(rig, variant, topic, PER_SECOND)) {
			URI operator = URI.create("http://localhost:" + FreePort.find());
			run.start("member-0", Map.of("benchmark.port", String.valueOf(operator.getPort())));
			run.start("member-1");
			run.start("member-2");
			run.awaitShared(INSTANCES);
			run.rest(BACKLOG);
			List<LiveResetRun> runs = new ArrayList<>();
			for (int i = 0; i < WARM_UP + rounds; i++) {
				LiveResetRun round = round(run, operator);
				logger.info("{}: {}", run.group(), round);
				if (i >= WARM_UP) {
					runs.add(round);
				}
			}
			return runs;
		}
	}

	private static LiveResetRun round(GroupRun run, URI operator) {
		long quiet = GroupRun.nowMicros();
		run.rest(MOMENT);
		long begin = GroupRun.nowMicros();
		String id = done(operator, "/reset/" + RESET + "/" + SHIFT);
		long answered = GroupRun.nowMicros();
		run.rest(AGAIN);
		long again = GroupRun.nowMicros();
		done(operator, "/undo/" + id);
		run.rest(MOMENT);
		long end = GroupRun.nowMicros();
		run.rest(AGAIN);
		return new LiveResetRun(pause(run, quiet, begin), pause(run, begin, answered), pause(run, answered, again),
				pause(run, again, end), (answered - begin) / 1e3);
	}

	private static double pause(GroupRun run, long from, long to) {
		return run.pauses(from, to).longestMillisFrom(RESET);
	}

	private static String done(URI operator, String path) {
		Deadline deadline = new Deadline(LIMIT);
		String answer = HttpGet.text(operator.resolve(path));
		while (answer.startsWith("not done")) {
			deadline.orFail(path + ": " + answer);
			answer = HttpGet.text(operator.resolve(path));
		}
		return answer;
	}

}
