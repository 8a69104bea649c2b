package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.steadykafka.delivery.internal.consumer.BoundConsumer;
import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.delivery.internal.testing.TestMember;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeletedPartitions}: commits of partitions whose topic was deleted.
 */
class DeletedPartitionsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final FakeConsumer fake = new FakeConsumer(10);

	private final TestMember test = new TestMember(Duration.ofMillis(100));

	private final Consumer<String, String> consumer = BoundConsumer.of(this.test, this.fake);

	@BeforeEach
	void owns() {
		this.fake.log(P0, 100);
		this.fake.log(P1, 100);
		this.consumer.subscribe(List.of(FakeConsumer.TOPIC));
		this.fake.rebalance(List.of(P0, P1));
	}

	@Test
	void oneOfAPartitionThatTheBrokersDoNotHaveIsDroppedAndTheOthersAreMade() {
		this.fake.brokersHave(List.of(P1));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		// The second attempt, which is without it, succeeds.
		this.fake.duringCommits = this.fake.commitFailures::clear;
		commit(Map.of(P0, new OffsetAndMetadata(5), P1, new OffsetAndMetadata(7)));
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P1, 7L));
		assertThat(this.test.commits("success")).isOne();
		assertThat(this.test.commits(DeletedPartitions.RESULT)).isOne();
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).isEmpty();
	}

	@Test
	void furtherOnesAreNotEvenTried() {
		this.fake.brokersHave(List.of(P1));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(FakeConsumer.offset(P0, 5));
		assertThat(this.fake.syncCommits).isEmpty();
		commit(FakeConsumer.offset(P0, 6));
		this.consumer.commitAsync(FakeConsumer.offset(P0, 7), null);
		assertThat(this.fake.commitTimeouts).isEmpty();
		assertThat(this.fake.asyncCommits).isEmpty();
		assertThat(this.test.commits(DeletedPartitions.RESULT)).isEqualTo(3);
	}

	@Test
	void aPartitionThatIsAssignedAgainIsThereAgain() {
		this.fake.brokersHave(List.of(P1));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(FakeConsumer.offset(P0, 5));
		this.fake.commitFailures.clear();
		this.fake.rebalance(List.of(P1));
		this.fake.rebalance(List.of(P0, P1));
		commit(FakeConsumer.offset(P0, 1));
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 1L));
	}

	@Test
	void oneThatIsNeverRevokedIsTriedAgainAfterAMinute() {
		this.fake.brokersHave(List.of(P1));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(FakeConsumer.offset(P0, 5));
		this.fake.commitFailures.clear();
		this.test.pass(DeletedPartitions.BELIEVED.plusMillis(1));
		commit(FakeConsumer.offset(P0, 6));
		assertThat(this.fake.syncCommits).containsExactly(Map.of(P0, 6L));
	}

	@Test
	void whereTheBrokersHaveThePartitionsAllTheTimeIsUsed() {
		this.fake.brokersHave(List.of(P0, P1));
		this.fake.commitFailures.add(new TimeoutException("expected by the test"));
		commit(FakeConsumer.offset(P0, 5));
		assertThat(this.fake.commitTimeouts).containsExactly(TIMEOUT);
		assertThat(this.test.work.commits()).containsExactly(Map.entry("TimeoutException", 1L));
		this.consumer.poll(Duration.ZERO);
		assertThat(this.fake.asyncCommits).hasSize(1);
	}

	private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
		this.consumer.commitSync(offsets, TIMEOUT);
	}

}
