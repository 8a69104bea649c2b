package io.steadykafka.benchmarks.scenario.failure;

import java.time.Duration;
import java.util.Map;

import io.steadykafka.benchmarks.process.ApplicationProcess;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.support.HandledRecords;
import io.steadykafka.benchmarks.scenario.support.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result of a run of {@link FailingRecord}. A second application, whose handler does
 * not fail, consumes the same topic at the same time: waits for the broker or the
 * processor affect both.
 *
 * @param handled records that were handled
 * @param attempts what was seen of the failing record and those behind it
 * @param deadLettered records in the dead-letter topic
 * @param lost records that were neither handled nor dead-lettered, but committed
 * @param waiting records that were not handled, and not committed either
 * @param gaps gaps on partitions without the failing record
 * @param goodGaps the same where nothing fails
 */
record FailingRun(int handled, Attempts attempts, long deadLettered, long lost, long waiting, PartitionGaps gaps,
		PartitionGaps goodGaps) {

	private static final Logger logger = LoggerFactory.getLogger(FailingRun.class);

	private static final Duration MOMENT = Duration.ofMillis(50);

	private static final Duration START_LIMIT = Duration.ofSeconds(60);

	/** Longer than all attempts together. */
	private static final Duration SILENCE = Duration.ofSeconds(3);

	static FailingRun of(Rig rig, Variant variant, Topic topic, int failing, int perSecond) {
		Topic deadLetters = new Topic(topic.name() + "-dlt", topic.partitions(), 0);
		rig.cluster().create(topic);
		rig.cluster().create(deadLetters);
		HandledRecords handled = new HandledRecords(topic);
		Attempts attempts = new Attempts(topic.partition(failing), topic.offset(failing));
		PartitionGaps gaps = new PartitionGaps(topic.partition(failing));
		PartitionGaps goodGaps = new PartitionGaps(topic.partition(failing));
		String goodGroup = topic.name() + "-good";
		try (ApplicationProcess good = start(rig, variant, topic, goodGroup, false);
				ApplicationProcess application = start(rig, variant, topic, topic.name(), true)) {
			rig.cluster().awaitMembers(goodGroup, 1, topic, START_LIMIT);
			rig.cluster().awaitMembers(topic.name(), 1, topic, START_LIMIT);
			rig.cluster().records(topic).produceEvenly(perSecond, failing);
			while (handled.add(gaps.add(attempts.add(application.journal(MOMENT)))) > 0) {
				application.leaveFor(SILENCE);
			}
			goodGaps.add(good.journal(MOMENT));
			application.stop();
			handled.add(gaps.add(attempts.add(application.restOfJournal())));
		}
		long deadLettered = rig.cluster().size(deadLetters);
		int passedOver = handled.passedOver(rig.cluster().committed(topic.name()));
		FailingRun run = new FailingRun(handled.count(), attempts, deadLettered, passedOver - deadLettered,
				topic.records() - handled.count() - passedOver, gaps, goodGaps);
		logger.info("{}: {}", topic.name(), run);
		return run;
	}

	private static ApplicationProcess start(Rig rig, Variant variant, Topic topic, String group, boolean fails) {
		return rig.applications()
			.start(variant, topic.name(), group, Map.of("benchmark.fails", Boolean.toString(fails)));
	}

	int failed() {
		return this.attempts.failed();
	}

	int behind() {
		return this.attempts.behind();
	}

}
