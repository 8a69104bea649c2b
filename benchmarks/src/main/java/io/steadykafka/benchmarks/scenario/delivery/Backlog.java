package io.steadykafka.benchmarks.scenario.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long a single record waits while another partition has a backlog of
 * minutes.
 */
public final class Backlog implements Scenario {

	private static final Logger logger = LoggerFactory.getLogger(Backlog.class);

	private static final int RECORDS = 3_000;

	private static final int SINGLES = 10;

	private static final Duration WORK = Duration.ofMillis(100);

	private static final Duration MOMENT = Duration.ofMillis(20);

	private static final Duration LIMIT = Duration.ofMinutes(7);

	@Override
	public List<Row> run(Rig rig) {
		// Without the starter one of them waits for minutes.
		double plain = longestSeconds(rig, Variant.PLAIN, 1);
		double steady = longestSeconds(rig, Variant.STEADY, SINGLES);
		return List.of(Row.of("a single record beside a backlog of 3,000, handler of 100 ms", "longest wait, s",
				Samples.number(plain, 1), Samples.number(steady, 1))
			.aim("≤ 1", steady <= 1));
	}

	private static double longestSeconds(Rig rig, Variant variant, int singles) {
		Topic topic = new Topic("backlog-" + variant.name(), 2, RECORDS);
		rig.cluster().create(topic);
		rig.cluster().records(topic).produceTo(0, RECORDS);
		try (ApplicationProcess application = rig.applications()
			.start(variant, topic.name(), topic.name(), Map.of("benchmark.work", WORK.toMillis() + "ms"))) {
			await(application, 0, 0);
			double longest = 0;
			for (int i = 0; i < singles; i++) {
				rig.cluster().records(topic).produceTo(1, 1);
				long sent = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
				JournalEntry handled = await(application, 1, i);
				longest = Math.max(longest, (handled.micros() - handled.tookMicros() - sent) / 1e6);
			}
			logger.info("{}: {} s", variant.name(), longest);
			return longest;
		}
	}

	private static JournalEntry await(ApplicationProcess application, int partition, long offset) {
		Deadline deadline = new Deadline(LIMIT);
		while (true) {
			for (JournalEntry entry : application.journal(MOMENT)) {
				if (entry.partition() == partition && entry.offset() == offset
						&& entry.kind() == JournalEntry.Kind.HANDLED) {
					return entry;
				}
			}
			deadline.check("Record " + partition + "@" + offset + " was not handled");
		}
	}

}
