package io.steadykafka.operations.internal.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.listener.internal.Containment;
import io.steadykafka.operations.internal.reset.LivePartitions;
import io.steadykafka.operations.internal.reset.ResetHistory;
import io.steadykafka.operations.internal.reset.ResetRecords;
import io.steadykafka.testing.Broker;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link RemoteLivePartitions} of three instances on a real broker, wired as an
 * application does.
 */
class ResetOverChannelsTests {

	private static final String GROUP = FakePartitions.GROUP;

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final List<AutoCloseable> open = new ArrayList<>();

	private final String topic;

	private final FakePartitions a = new FakePartitions(0, 1);

	private final FakePartitions b = new FakePartitions(2);

	private final FakePartitions c = new FakePartitions(3);

	ResetOverChannelsTests(TestInfo test) {
		this.topic = "reset-" + test.getTestMethod().orElseThrow().getName();
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.open) {
			each.close();
		}
	}

	@Test
	void allOwnersHoldMoveAndRelease() {
		LivePartitions all = start(this.a, true);
		start(this.b, true);
		start(this.c, true);
		Channels.await(() -> assertThat(all.owners(GROUP)).hasSize(4));
		Set<TopicPartition> partitions = all.owners(GROUP).keySet();
		assertThat(all.hold("o", GROUP, partitions, TIMEOUT)).isEmpty();
		assertThat(all.move("o", GROUP, Map.of(partition(1), 1L, partition(2), 2L, partition(3), 3L), TIMEOUT))
			.isEmpty();
		all.release("o", GROUP);
		assertThat(this.a.calls).containsExactly("hold o [0, 1]", "move o {1=1}", "release o");
		Channels.await(() -> assertThat(this.b.calls).containsExactly("hold o [2]", "move o {2=2}", "release o"));
		Channels.await(() -> assertThat(this.c.calls).containsExactly("hold o [3]", "move o {3=3}", "release o"));
	}

	@Test
	void anInstanceThatRefusesIsAProblemOfItsPartitions() {
		LivePartitions all = start(this.a, true);
		start(this.b, true);
		start(this.c, false);
		Channels.await(() -> assertThat(all.owners(GROUP)).hasSize(4));
		assertThat(all.hold("o", GROUP, all.owners(GROUP).keySet(), TIMEOUT)).containsOnlyKeys(partition(3))
			.hasEntrySatisfying(partition(3),
					(problem) -> assertThat(problem).contains("does not accept remote operations"));
		all.release("o", GROUP);
		Channels.await(() -> assertThat(this.b.calls).endsWith("release o"));
		assertThat(this.c.calls).isEmpty();
	}

	private LivePartitions start(FakePartitions local, boolean acceptRemote) {
		LivePartitionCommands commands = new LivePartitionCommands(local, System::nanoTime);
		InstanceIdentity self = InstanceIdentity.here("host" + this.open.size());
		OperationsChannel channel = new OperationsChannel(
				new ChannelOptions(this.topic, Channels.INTERVAL, acceptRemote),
				Map.of("bootstrap.servers", Broker.shared().servers()), self,
				() -> Map.of(ClaimedPartitions.FIELD, ClaimedPartitions.of(local, List.of(GROUP))), commands::apply,
				new ResetRecords(new ResetHistory(() -> {
				}), GROUP::equals, self.id(), Clock.systemUTC()), Clock.systemUTC(), new Containment());
		channel.start();
		this.open.add(channel);
		this.open.add(commands);
		return new RemoteLivePartitions(local, channel::others, channel);
	}

	private static TopicPartition partition(int partition) {
		return FakePartitions.partition(partition);
	}

}
