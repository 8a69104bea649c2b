package io.steadykafka.operations.internal.reset;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.OffsetResets;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.operations.ResetRequest;
import io.steadykafka.operations.ResetRequest.Target;
import io.steadykafka.operations.internal.cluster.ClusterAdmins;
import io.steadykafka.operations.internal.reset.plan.GroupMembers;
import io.steadykafka.operations.internal.reset.plan.ResetTarget;
import io.steadykafka.operations.internal.reset.plan.TargetParser;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.Offsets;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.tools.consumer.group.ConsumerGroupCommand;
import org.jspecify.annotations.Nullable;

/**
 * A topic, and a group with the same name, of a listener that never starts. Records are a
 * minute apart.
 */
final class TestGroup implements AutoCloseable {

	private static final ResetTimeouts TIMEOUTS = new ResetTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10),
			Duration.ofSeconds(1), Duration.ofSeconds(5));

	final String name;

	final TestMembers members = new TestMembers();

	final ResetHistory history = new ResetHistory(() -> {
	});

	final OffsetResets resets;

	/**
	 * The time of each partition's first record.
	 */
	final Instant first = Instant.ofEpochMilli(System.currentTimeMillis()).minus(Duration.ofHours(1));

	private final Broker broker = Broker.shared();

	private final ClusterAdmins admins = new ClusterAdmins();

	private final ListenerContainer listener;

	TestGroup(String name, int... records) {
		this(name, null, TIMEOUTS, records);
	}

	TestGroup(String name, Admin admin, int... records) {
		this(name, admin, TIMEOUTS, records);
	}

	/**
	 * Create a topic with records.
	 * @param admin what resets ask, {@code null} for the broker
	 * @param records how many records each partition has
	 */
	TestGroup(String name, @Nullable Admin admin, ResetTimeouts timeouts, int... records) {
		this.name = name;
		this.listener = Listeners.subscribed("orders", name,
				Map.of("bootstrap.servers", this.broker.servers(), "auto.offset.reset", "earliest"));
		this.resets = new DefaultOffsetResets(() -> List.of(this.listener),
				(admin != null) ? (listener) -> admin : this.admins::of, this.members, timeouts, Clock.systemUTC(),
				this.history);
		this.broker.createTopic(name, records.length);
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			for (int partition = 0; partition < records.length; partition++) {
				for (int i = 0; i < records[partition]; i++) {
					long time = this.first.plus(Duration.ofMinutes(i)).toEpochMilli();
					producer.send(new ProducerRecord<>(name, partition, time, "key", "value"));
				}
			}
		}
	}

	TestGroup commit(int partition, long offset) {
		Offsets.commit(this.broker.servers(), this.name, partition(partition), offset);
		return this;
	}

	void commit(TopicPartition partition, long offset) {
		Offsets.commit(this.broker.servers(), this.name, partition, offset);
	}

	TestGroup own(int partition) {
		this.members.owners.put(partition(partition), "listener 'orders'");
		return this;
	}

	TopicPartition partition(int partition) {
		return new TopicPartition(this.name, partition);
	}

	ResetRequest request(Target to, @Nullable String value, Integer... partitions) {
		return new ResetRequest(this.name, this.name, Set.of(partitions), to, value, false, "test");
	}

	ResetRequest forced(Target to, @Nullable String value) {
		return new ResetRequest(this.name, this.name, Set.of(), to, value, true, "test");
	}

	Map<Integer, Long> committed() {
		return committed(this.name);
	}

	Map<Integer, Long> committed(String group) {
		Map<Integer, Long> committed = new TreeMap<>();
		Offsets.committed(this.broker.servers(), group)
			.forEach((partition, offset) -> committed.put(partition.partition(), offset));
		return committed;
	}

	boolean isRebalancing() {
		return !new GroupMembersReader(this.admins.of(this.listener), Duration.ofSeconds(10)).read(this.name)
			.orElseThrow()
			.isSettled();
	}

	boolean isListed() {
		return ClusterAdmins.await(this.admins.of(this.listener).listGroups().all(), Duration.ofSeconds(10), "groups")
			.stream()
			.anyMatch((group) -> group.groupId().equals(this.name));
	}

	void deleteRecords(int partition, long before) {
		try (Admin admin = this.broker.admin()) {
			admin.deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(before))).all().get();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Resets the first partition by Admin, as if the group had no members.
	 */
	void executeAsEmpty(Target to) {
		Admin admin = this.admins.of(this.listener);
		FoundGroup found = new FoundGroup(this.name, this.listener, admin,
				new GroupMembers(GroupState.EMPTY, 0, Map.of()));
		ResetTarget target = TargetParser.parse(request(to, null), Instant.now());
		new EmptyGroupReset(Duration.ofSeconds(10))
			.execute(new ResetOperation("id", Instant.now(), "test", found, Set.of(partition(0)), (partition) -> target,
					false, new PartitionOffsetsReader(admin, Duration.ofSeconds(10))));
	}

	/**
	 * Resets another group on the command line, which had the same offsets.
	 */
	Map<Integer, Long> commandLine(String... to) {
		String group = this.name + "-command-line";
		Offsets.committed(this.broker.servers(), this.name)
			.forEach((partition, offset) -> Offsets.commit(this.broker.servers(), group, partition, offset));
		PrintStream before = System.out;
		System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
		try {
			ConsumerGroupCommand.main(Stream
				.of(List.of("--bootstrap-server", this.broker.servers(), "--reset-offsets", "--execute", "--group",
						group, "--topic", this.name), List.of(to))
				.flatMap(Collection::stream)
				.toArray(String[]::new));
		}
		finally {
			System.setOut(before);
		}
		return committed(group);
	}

	static PartitionReset of(OffsetReset reset, int partition) {
		return reset.partitions()
			.stream()
			.filter((each) -> each.partition().partition() == partition)
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		this.admins.close();
	}

}
