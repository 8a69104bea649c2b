package io.steadykafka.benchmarks.scenario.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.report.Row;
import io.steadykafka.benchmarks.report.Samples;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.Scenario;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.HandledRecords;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs two members with a handler so slow that a full poll takes longer than {@code
 * max.poll.interval.ms}.
 */
public final class SlowHandler implements Scenario {

	private static final Logger logger = LoggerFactory.getLogger(SlowHandler.class);

	private static final String NAME = "handler of 40 ms, max.poll.interval.ms of 8 s, 1,200 records, 2 members";

	private static final int MEMBERS = 2;

	private static final int WORK_MILLIS = 40;

	private static final Duration MOMENT = Duration.ofMillis(50);

	private static final Duration CALM = Duration.ofSeconds(2);

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	private final Duration limit;

	public SlowHandler(Duration limit) {
		this.limit = limit;
	}

	@Override
	public List<Row> run(Rig rig) {
		Outcome plain = run(rig, Variant.PLAIN);
		Outcome steady = run(rig, Variant.STEADY);
		return List.of(
				Row.of(NAME, "time ÷ pure work of the members", plain.timeOverWork(), steady.timeOverWork())
					.aim("≤ 1.15", steady.missing == 0 && steady.seconds / steady.pureSeconds() <= 1.15),
				Row.of(NAME, "time ÷ time that members were in the handler",
						Samples.number(plain.seconds / plain.busySeconds, 2),
						Samples.number(steady.seconds / steady.busySeconds, 2)),
				Row.of(NAME, "redone", Samples.number(plain.redone, 0), Samples.number(steady.redone, 0))
					.aim("0", steady.redone == 0),
				Row.of(NAME, "rebalances after the start", Samples.number(plain.rebalances, 0),
						Samples.number(steady.rebalances, 0))
					.aim("0", steady.rebalances == 0));
	}

	private Outcome run(Rig rig, Variant variant) {
		Topic topic = new Topic("slow-" + variant.name(), 1_200);
		rig.cluster().create(topic);
		try (ApplicationProcess first = start(rig, variant, topic);
				ApplicationProcess second = start(rig, variant, topic)) {
			rig.cluster().awaitMembers(topic.name(), MEMBERS, topic, START_LIMIT);
			awaitCalm(first, second);
			rig.cluster().records(topic).produce();
			HandledRecords handled = new HandledRecords(topic);
			RebalanceCounter firstRebalances = new RebalanceCounter();
			RebalanceCounter secondRebalances = new RebalanceCounter();
			Deadline deadline = new Deadline(this.limit);
			while (!handled.isComplete() && !deadline.isOver()) {
				handled.add(firstRebalances.count(first.journal(MOMENT)));
				handled.add(secondRebalances.count(second.journal(MOMENT)));
			}
			Outcome outcome = new Outcome(topic.records(), topic.records() - handled.count(), handled.redone(),
					Math.max(firstRebalances.count(), secondRebalances.count()), handled.seconds(),
					handled.handlerSeconds() / MEMBERS);
			logger.info("{}: {}", variant.name(), outcome);
			return outcome;
		}
	}

	private static void awaitCalm(ApplicationProcess first, ApplicationProcess second) {
		// The broker knows before the members do that a rebalance is over.
		Deadline deadline = new Deadline(START_LIMIT);
		while (!first.journal(CALM).isEmpty() || !second.journal(CALM).isEmpty()) {
			deadline.orFail("Members have not come to rest");
		}
	}

	private static ApplicationProcess start(Rig rig, Variant variant, Topic topic) {
		return rig.applications()
			.start(variant, topic.name(), topic.name(), Map.of("benchmark.work", WORK_MILLIS + "ms",
					"spring.kafka.consumer.properties.max.poll.interval.ms", "8000"));
	}

	/**
	 * The result.
	 *
	 * @param records how many records there were
	 * @param missing how many of them were not handled within the limit
	 * @param redone how many were handled again
	 * @param rebalances rebalances after the start
	 * @param seconds time from the first record to the last
	 * @param busySeconds time that a member was in its handler, on average
	 */
	private record Outcome(int records, int missing, int redone, int rebalances, double seconds, double busySeconds) {

		double pureSeconds() {
			return this.records * WORK_MILLIS / 1_000.0 / MEMBERS;
		}

		String timeOverWork() {
			if (this.missing > 0) {
				return "not finished in %s s, %s records missing".formatted(Samples.number(this.seconds, 0),
						Samples.number(this.missing, 0));
			}
			return "%s (%s s)".formatted(Samples.number(this.seconds / pureSeconds(), 2),
					Samples.number(this.seconds, 1));
		}

	}

}
