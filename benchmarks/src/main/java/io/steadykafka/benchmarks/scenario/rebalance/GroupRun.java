package io.steadykafka.benchmarks.scenario.rebalance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import io.steadykafka.benchmarks.process.Variant;
import io.steadykafka.benchmarks.scenario.Rig;
import io.steadykafka.benchmarks.scenario.support.Deadline;
import io.steadykafka.benchmarks.scenario.support.HandledRecords;
import io.steadykafka.benchmarks.scenario.support.RecordOutcome;
import io.steadykafka.benchmarks.scenario.support.SteadyStream;
import io.steadykafka.benchmarks.scenario.support.Topic;

/**
 * A group whose members join and leave while a steady stream of records flows. The group
 * has the name of its topic.
 */
public final class GroupRun implements AutoCloseable {

	public static final Duration START_LIMIT = Duration.ofSeconds(90);

	/** The first moments after a rebalance belong to it. */
	private static final Duration REST = Duration.ofMillis(1_500);

	private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);

	private final Rig rig;

	private final Variant variant;

	private final Topic topic;

	private final SteadyStream stream;

	private final List<GroupMember> members = new ArrayList<>();

	private GroupRun(Rig rig, Variant variant, Topic topic, SteadyStream stream) {
		this.rig = rig;
		this.variant = variant;
		this.topic = topic;
		this.stream = stream;
	}

	static GroupRun begin(Rig rig, Variant variant, String name, int perSecond) {
		return begin(rig, variant, new Topic(name + "-" + variant.name(), 0), perSecond);
	}

	static GroupRun begin(Rig rig, Variant variant, Topic topic, int perSecond) {
		rig.cluster().create(topic);
		return new GroupRun(rig, variant, topic, rig.cluster().stream(topic, perSecond));
	}

	String group() {
		return this.topic.name();
	}

	SteadyStream stream() {
		return this.stream;
	}

	/**
	 * Start a member.
	 * @param instance the name of the instance, which variants may refer to as
	 * {@code benchmark.member}
	 */
	GroupMember start(String instance) {
		return start(instance, Map.of());
	}

	GroupMember start(String instance, Map<String, String> properties) {
		Map<String, String> all = new HashMap<>(properties);
		all.put("benchmark.member", instance);
		GroupMember member = new GroupMember(instance + "#" + this.members.size(),
				this.rig.applications().start(this.variant, this.topic.name(), group(), all));
		this.members.add(member);
		return member;
	}

	/**
	 * Wait until members have shared out the partitions evenly, and a moment longer.
	 */
	void awaitShared(int count) {
		this.rig.cluster().awaitMembers(group(), count, this.topic, START_LIMIT);
		Deadline deadline = new Deadline(START_LIMIT);
		while (!PartitionDistribution.at(nowMicros(), journals()).isEven(count, this.topic.partitions())) {
			deadline.orFail("Members of " + group() + " do not handle all partitions");
		}
		rest(REST);
	}

	void rest(Duration time) {
		Deadline deadline = new Deadline(time);
		while (!deadline.isOver()) {
			deadline.pause();
		}
	}

	/**
	 * How long partitions paused since a member joined. Waits until they are shared out
	 * evenly.
	 */
	PartitionPauses pausesSince(GroupMember newcomer, int count) {
		awaitShared(count);
		return pauses(newcomer.first(Kind.STARTING).orElseThrow(), nowMicros());
	}

	/**
	 * How long partitions paused.
	 */
	PartitionPauses pauses(long fromMicros, long toMicros) {
		return PartitionPauses.between(fromMicros, toMicros, journals(), this.topic.partitions());
	}

	private Map<String, List<JournalEntry>> journals() {
		Map<String, List<JournalEntry>> journals = new LinkedHashMap<>();
		this.members.forEach((member) -> journals.put(member.name(), member.entries()));
		return journals;
	}

	/**
	 * Stop producing, and let members handle the rest.
	 */
	RecordOutcome end() {
		Topic produced = new Topic(this.topic.name(), this.stream.end());
		Deadline deadline = new Deadline(DRAIN_LIMIT);
		HandledRecords handled = handled(produced);
		while (!handled.isComplete() && !deadline.isOver()) {
			deadline.pause();
			handled = handled(produced);
		}
		return RecordOutcome.of(produced, handled, this.rig.cluster().committed(group()));
	}

	/**
	 * The time in the members' journals.
	 * @return microseconds since 1970
	 */
	static long nowMicros() {
		return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
	}

	private HandledRecords handled(Topic produced) {
		HandledRecords handled = new HandledRecords(produced);
		this.members.forEach((member) -> handled.add(member.entries()));
		return handled;
	}

	@Override
	public void close() {
		this.stream.close();
		this.members.forEach(GroupMember::close);
	}

}
