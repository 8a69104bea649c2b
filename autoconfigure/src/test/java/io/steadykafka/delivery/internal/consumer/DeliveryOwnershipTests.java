package io.steadykafka.delivery.internal.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemberConsumer}: partitions that come and go, and the commits of
 * whatever was delivered.
 */
class DeliveryOwnershipTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private static final Duration FAST = Duration.ofMillis(10);

	private final FakeConsumer fake = new FakeConsumer(20);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Consumer<String, String> consumer = this.test.consumer(this.fake);

	private final List<String> calls = new ArrayList<>();

	@BeforeEach
	void subscribe() {
		this.fake.log(P0, 50);
		this.fake.log(P1, 10);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC), new Recorder());
		this.fake.rebalance(List.of(P0));
	}

	@Test
	void whatIsInMemoryOfARevokedPartitionIsDropped() {
		pollAndHandle();
		this.fake.duringPolls.add(() -> this.fake.rebalance(List.of(P1)));
		assertThat(pollAndHandle()).containsExactly("1@0", "1@1");
		this.fake.rebalance(List.of(P0, P1));
		this.fake.seek(P0, 40);
		assertThat(this.consumer.position(P0)).isEqualTo(40);
		assertThat(this.fake.paused()).isEmpty();
	}

	@Test
	void whatIsInMemoryOfALostPartitionIsDropped() {
		pollAndHandle();
		this.fake.duringPolls.add(() -> this.fake.lose(List.of(P0)));
		assertThat(this.consumer.poll(TIMEOUT)).isEmpty();
		this.fake.rebalance(List.of(P0));
		assertThat(pollAndHandle()).startsWith("0@0");
	}

	@Test
	void theOtherPartitionsAreKept() {
		this.fake.rebalance(List.of(P0, P1));
		this.fake.log(P0, 3);
		pollAndHandle();
		this.fake.rebalance(List.of(P0));
		assertThat(this.consumer.position(P0)).isOne();
		assertThat(pollAndHandle()).containsExactly("0@1", "0@2");
	}

	@Test
	void thePositionIsExactWhileAPartitionIsRevoked() {
		pollAndHandle();
		this.fake.duringPolls.add(() -> this.fake.rebalance(List.of(P1)));
		this.consumer.poll(TIMEOUT);
		assertThat(this.calls).containsExactly("assigned [orders-0]", "revoked [orders-0] at 1", "assigned [orders-1]");
	}

	@Test
	void aPartitionThatComesBackIsNotHeld() {
		pollAndHandle();
		pollAndHandle();
		assertThat(this.fake.paused()).containsExactly(P0);
		this.fake.rebalance(List.of());
		this.fake.rebalance(List.of(P0));
		assertThat(pollAndHandle()).startsWith("0@0");
	}

	@Test
	void pausesOfAPartitionEndWithItsOwnership() {
		pollAndHandle();
		this.consumer.pause(List.of(P0));
		this.fake.rebalance(List.of());
		this.fake.rebalance(List.of(P0));
		assertThat(this.consumer.paused()).isEmpty();
		assertThat(pollAndHandle()).isNotEmpty();
	}

	@Test
	void aPartitionThatIsPausedWhenItIsAssignedStaysSo() {
		pollAndHandle();
		this.fake.duringPolls.add(() -> {
			this.fake.rebalance(List.of(P0, P1));
			this.consumer.pause(List.of(P0, P1));
		});
		assertThat(this.consumer.poll(TIMEOUT)).isEmpty();
		assertThat(this.consumer.paused()).containsExactlyInAnyOrder(P0, P1);
	}

	@Test
	void unsubscribingDropsAllThatIsInMemory() {
		pollAndHandle();
		this.consumer.unsubscribe();
		assertThat(this.calls).contains("revoked [orders-0] at 1");
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC), new Recorder());
		this.fake.rebalance(List.of(P0));
		assertThat(pollAndHandle()).startsWith("0@0");
		assertThat(this.test.session.summary().describe()).contains("19 buffered records");
	}

	@Test
	void partitionsAssignedByHandAreKeptAsLongAsTheyAreNamed() {
		FakeConsumer byHand = new FakeConsumer(20);
		byHand.log(P0, 5);
		byHand.log(P1, 5);
		Consumer<String, String> assigned = this.test.consumer(byHand);
		assigned.assign(List.of(P0, P1));
		this.test.handle(assigned.poll(TIMEOUT), FAST);
		assigned.assign(List.of(P1));
		List<ConsumerRecord<String, String>> rest = new ArrayList<>();
		for (int poll = 0; poll < 5; poll++) {
			rest.addAll(this.test.handle(assigned.poll(TIMEOUT), FAST));
		}
		assertThat(rest).extracting(ConsumerRecord::partition).containsOnly(1);
		assertThat(rest).extracting(ConsumerRecord::offset).endsWith(4L).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void closingIsPassedOnWithTheStopTimeout() {
		this.test.running = false;
		this.consumer.poll(TIMEOUT);
		this.consumer.close();
		assertThat(this.fake.closed()).isTrue();
		assertThat(this.fake.closedWith.timeout()).contains(TestMember.STOP_TIMEOUT);
	}

	@Test
	void aCommitWithoutOffsetsIsOfWhatWasDelivered() {
		pollAndHandle();
		this.consumer.commitSync();
		assertThat(this.fake.committed(P0)).isEqualTo(1);
		pollAndHandle();
		this.consumer.commitSync(TIMEOUT);
		assertThat(this.fake.committed(P0)).isEqualTo(3);
		pollAndHandle();
		this.consumer.commitAsync();
		assertThat(this.fake.asyncCommits.remove().plainOffsets()).isEqualTo(Map.of(P0, 7L));
	}

	@Test
	void aCommitWithoutOffsetsIsOfAllPartitions() {
		this.fake.rebalance(List.of(P0, P1));
		this.fake.seek(P1, 4);
		this.fake.log(P0, 5);
		pollAndHandle();
		this.consumer.pause(List.of(P0));
		this.consumer.commitSync();
		assertThat(this.fake.committed(P0) + this.fake.committed(P1)).isEqualTo(5);
	}

	private List<String> pollAndHandle() {
		return this.test.handle(this.consumer.poll(TIMEOUT), FAST)
			.stream()
			.map((record) -> record.partition() + "@" + record.offset())
			.toList();
	}

	/**
	 * Records the calls, with the position of each revoked partition.
	 */
	private final class Recorder implements ConsumerRebalanceListener {

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
			DeliveryOwnershipTests.this.calls.add("assigned " + partitions);
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			for (TopicPartition partition : partitions) {
				DeliveryOwnershipTests.this.calls
					.add("revoked [" + partition + "] at " + DeliveryOwnershipTests.this.consumer.position(partition));
			}
		}

	}

}
