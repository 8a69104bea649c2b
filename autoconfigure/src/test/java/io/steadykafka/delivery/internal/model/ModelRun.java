package io.steadykafka.delivery.internal.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steadykafka.delivery.internal.testing.FlakyCommits;
import io.steadykafka.delivery.internal.testing.TestMember;
import io.steadykafka.listener.internal.session.DeliveryLimit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A run of random operations on the members of a group, all on one thread.
 */
final class ModelRun implements AutoCloseable {

	static final int PARTITIONS = 4;

	static final int RECORDS = 300;

	private static final long TOO_LATE = 10 * RECORDS;

	private static final int MAX_MEMBERS = 3;

	private final Random random;

	private final String topic;

	private final TestMember.Kind kind;

	private final Map<String, Object> config;

	private final Admin admin;

	private final ModelGroup group;

	private final List<ModelMember> members = new ArrayList<>();

	private final Deque<String> trace = new ArrayDeque<>();

	private int started;

	/**
	 * Create a run on a topic that has {@link #RECORDS} records in each of its
	 * {@link #PARTITIONS} partitions.
	 * @param seed decides all
	 * @param topic the topic, and the name of the group
	 * @param protocol consumer properties that choose the group protocol
	 * @param kind what kind of listener
	 */
	ModelRun(long seed, String topic, String servers, Map<String, Object> protocol, TestMember.Kind kind) {
		this.random = new Random(seed);
		this.topic = topic;
		this.kind = kind;
		this.config = new HashMap<>(protocol);
		this.config.putAll(Map.of("bootstrap.servers", servers, "group.id", topic, "auto.offset.reset", "earliest",
				"enable.auto.commit", false, "max.poll.records", 40, "fetch.max.wait.ms", 20, "max.poll.interval.ms",
				1_500));
		this.admin = Admin.create(Map.of("bootstrap.servers", servers));
		Set<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
			.mapToObj((partition) -> new TopicPartition(topic, partition))
			.collect(Collectors.toSet());
		this.group = new ModelGroup(this.admin, topic, partitions, RECORDS);
	}

	@Override
	public void close() {
		this.admin.close();
	}

	void run(int steps) {
		try {
			start();
			for (int step = 0; step < steps; step++) {
				if (step == steps / 2) {
					loseAll();
				}
				step();
				this.members.forEach(ModelMember::check);
				if (step % 10 == 0) {
					this.group.checkCommitted();
				}
				List.copyOf(this.members).stream().filter(ModelMember::overdue).forEach(this::work);
			}
			finish();
		}
		catch (AssertionError | RuntimeException ex) {
			throw new AssertionError(this.topic + " failed after " + this.trace, ex);
		}
	}

	private void step() {
		ModelMember member = this.members.get(this.random.nextInt(this.members.size()));
		int dice = this.random.nextInt(100);
		if (dice < 60) {
			work(member);
		}
		else if (dice < 66) {
			say(member + " pauses");
			member.pause(some(member.owned()));
		}
		else if (dice < 76) {
			say(member + " resumes");
			member.resume(some(member.owned()));
		}
		else if (dice < 82) {
			seek(member);
		}
		else if (dice < 90) {
			hold(member);
		}
		else if (dice < 94) {
			say(member + " commits all");
			member.commitAll();
		}
		else if (dice < 96) {
			start();
		}
		else if (dice < 98) {
			stop(member);
		}
		else {
			settle();
		}
	}

	private void work(ModelMember member) {
		say(member + " polls");
		member.pollAndHandle(this.random);
		int dice = this.random.nextInt(10);
		if (dice < 8) {
			say(member + " commits");
			member.commitProcessed(dice < 5);
		}
	}

	private void seek(ModelMember member) {
		for (TopicPartition partition : some(member.owned())) {
			long next = member.next(partition);
			long to = (this.random.nextBoolean()) ? next - this.random.nextInt(20) : next + this.random.nextInt(30);
			say(member + " seeks " + partition + " from " + next + " to " + to);
			member.seek(partition, Math.max(0, Math.min(RECORDS, to)));
		}
	}

	private void hold(ModelMember member) {
		Set<TopicPartition> waiting = some(member.owned());
		DeliveryLimit allowance = DeliveryLimit.ALL;
		if (this.random.nextInt(3) == 0) {
			TopicPartition only = some(member.owned()).stream().findFirst().orElse(null);
			allowance = new DeliveryLimit(1 + this.random.nextInt(5), only);
		}
		say(member + " holds " + waiting + " " + allowance);
		member.rule().hold(waiting, allowance);
	}

	private void start() {
		if (this.members.size() < MAX_MEMBERS) {
			this.started++;
			ModelMember member = new ModelMember("member" + this.started, this.group,
					new FlakyCommits(
							new KafkaConsumer<>(this.config, new StringDeserializer(), new StringDeserializer()),
							this.random),
					this.kind);
			member.subscribe(this.topic);
			this.members.add(member);
			say(member + " starts");
			settle();
		}
	}

	private void stop(ModelMember member) {
		say(member + " stops");
		this.members.remove(member);
		member.close();
		if (this.members.isEmpty()) {
			start();
		}
		settle();
	}

	/**
	 * Let the members find each other.
	 */
	private void settle() {
		say("settle");
		// No more than needed: the log is not endless.
		this.members.forEach((member) -> member.rule().hold(Set.of(), new DeliveryLimit(1, null)));
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(1)).until(() -> {
			this.members.forEach(this::work);
			int owned = this.members.stream().mapToInt((member) -> member.owned().size()).sum();
			return owned == PARTITIONS && this.members.stream().noneMatch((member) -> member.owned().isEmpty());
		});
		this.members.forEach((member) -> member.rule().hold(Set.of(), DeliveryLimit.ALL));
	}

	/**
	 * Let a member lose what it has because it does not poll.
	 */
	private void loseAll() {
		settle();
		ModelMember late = this.members.get(0);
		if (this.members.size() == 1) {
			start();
		}
		settle();
		say(late + " is late");
		Set<TopicPartition> had = late.owned();
		List<ModelMember> others = this.members.stream().filter((member) -> member != late).toList();
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(1)).until(() -> {
			others.forEach(this::work);
			return others.stream().mapToInt((member) -> member.owned().size()).sum() == PARTITIONS;
		});
		say(late + " commits what is not its own any more");
		late.commitTooLate(TOO_LATE);
		had.forEach((partition) -> assertThat(this.group.committed(partition)).isLessThanOrEqualTo(RECORDS));
		settle();
	}

	private void finish() {
		say("finish");
		this.members.forEach((member) -> {
			member.resume(member.owned());
			member.rule().hold(Set.of(), DeliveryLimit.ALL);
		});
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(1)).until(() -> {
			this.members.forEach(this::work);
			return this.members.stream()
				.allMatch((member) -> member.owned().stream().allMatch((each) -> member.next(each) == RECORDS));
		});
		this.members.forEach(ModelMember::close);
		this.group.checkCommitted();
		this.group.checkAllProcessed();
	}

	private Set<TopicPartition> some(Set<TopicPartition> all) {
		Set<TopicPartition> some = new HashSet<>();
		all.stream()
			.sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
			.filter((partition) -> this.random.nextInt(3) == 0)
			.forEach(some::add);
		return some;
	}

	private void say(String what) {
		this.trace.add(what);
		if (this.trace.size() > 60) {
			this.trace.remove();
		}
	}

}
