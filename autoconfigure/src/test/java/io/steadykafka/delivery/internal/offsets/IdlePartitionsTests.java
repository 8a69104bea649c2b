package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdlePartitions}, whose positions are committed again after an hour.
 */
class IdlePartitionsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private static final TopicPartition P1 = FakeConsumer.P1;

	private final FakeConsumer fake = new FakeConsumer(20);

	private final CommitLedger ledger = new CommitLedger();

	private long now = 1;

	private final IdlePartitions quiet = new IdlePartitions(this.fake, Duration.ofHours(1), () -> this.now);

	@BeforeEach
	void subscribe() {
		this.fake.log(P0, 0);
		this.fake.log(P1, 0);
		this.fake.subscribe(List.of(FakeConsumer.TOPIC), new Forgetting());
		this.fake.rebalance(List.of(P0, P1));
		this.quiet.fetched(this.fake.poll(Duration.ZERO));
	}

	@Test
	void whatIsQuietSinceItWasAssignedIsCommittedAfterAMinuteAndThenEachHour() {
		assertThat(this.quiet.due(this.ledger)).isEmpty();
		pass(Duration.ofMinutes(1));
		assertThat(due()).containsOnlyKeys(P0, P1).containsEntry(P0, 0L);
		pass(Duration.ofMinutes(59));
		assertThat(due()).isEmpty();
		pass(Duration.ofMinutes(1));
		assertThat(due()).containsOnlyKeys(P0, P1);
	}

	@Test
	void aCommitIsRepeatedAnHourAfterItWasSeen() {
		commit(P0, 7);
		pass(Duration.ofMinutes(1));
		assertThat(due()).containsOnlyKeys(P1);
		pass(Duration.ofMinutes(30));
		commit(P0, 8);
		assertThat(due()).isEmpty();
		pass(Duration.ofMinutes(59));
		assertThat(due()).containsOnlyKeys(P1);
		pass(Duration.ofMinutes(1));
		assertThat(due()).containsExactly(Map.entry(P0, 8L));
	}

	@Test
	void whatIsNotProcessedOrNotAnsweredIsNotCommitted() {
		this.fake.log(P0, 3);
		this.quiet.fetched(this.fake.poll(Duration.ZERO));
		this.ledger.sent(FakeConsumer.offset(P1, 4));
		pass(Duration.ofHours(2));
		assertThat(due()).isEmpty();
	}

	@Test
	void whereSomebodySoughtThePositionSaysNothing() {
		this.quiet.sought(List.of(P0));
		this.quiet.sought(this.fake.assignment());
		pass(Duration.ofHours(2));
		assertThat(due()).isEmpty();
	}

	@Test
	void whatIsNotOwnedIsNotCommittedAndBeginsAnewWhenItComesBack() {
		this.quiet.sought(List.of(P0));
		this.fake.rebalance(List.of(P1));
		pass(Duration.ofMinutes(1));
		assertThat(due()).containsOnlyKeys(P1);
		this.fake.rebalance(List.of(P0, P1));
		pass(Duration.ofMinutes(1));
		assertThat(due()).containsOnlyKeys(P0);
	}

	@Test
	void zeroIsNever() {
		IdlePartitions never = new IdlePartitions(this.fake, Duration.ZERO, () -> this.now);
		pass(Duration.ofDays(10));
		assertThat(never.due(this.ledger)).isEmpty();
	}

	private Map<TopicPartition, Long> due() {
		Map<TopicPartition, OffsetAndMetadata> due = this.quiet.due(this.ledger);
		return due.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().offset()));
	}

	private void commit(TopicPartition partition, long offset) {
		this.ledger.confirmed(this.ledger.sent(FakeConsumer.offset(partition, offset)));
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private final class Forgetting implements ConsumerRebalanceListener {

		@Override
		public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		}

		@Override
		public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
			IdlePartitionsTests.this.quiet.gone(partitions);
		}

	}

}
