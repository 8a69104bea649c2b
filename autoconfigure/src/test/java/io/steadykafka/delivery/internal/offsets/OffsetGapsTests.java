package io.steadykafka.delivery.internal.offsets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.steadykafka.delivery.internal.testing.FakeConsumer;
import io.steadykafka.testing.Records;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link OffsetGaps}.
 */
class OffsetGapsTests {

	private static final TopicPartition P0 = FakeConsumer.P0;

	private final FakeConsumer fake = new FakeConsumer(20);

	private final CommitLedger ledger = new CommitLedger();

	private long now = 1;

	private final OffsetGaps skipped = new OffsetGaps(() -> this.now);

	@BeforeEach
	void deliverFiveRecords() {
		this.fake.log(P0, 0);
		this.fake.subscribe(List.of(FakeConsumer.TOPIC), mock(ConsumerRebalanceListener.class));
		this.fake.rebalance(List.of(P0));
		this.skipped.due(Records.at(P0, 0, 1, 2, 3, 4, 5), this.ledger, this.fake);
		this.fake.seek(P0, 6);
	}

	@Test
	void aPositionBeyondTheCommittedLastRecordIsCommittedOnce() {
		commit(5);
		assertThat(due()).containsExactly(Map.entry(P0, 6L));
		// Until it is confirmed.
		assertThat(due()).containsExactly(Map.entry(P0, 6L));
		commit(6);
		assertThat(due()).isEmpty();
		this.fake.seek(P0, 8);
		assertThat(due()).containsExactly(Map.entry(P0, 8L));
	}

	@Test
	void itLooksOnceASecond() {
		commit(5);
		assertThat(this.skipped.due(ConsumerRecords.empty(), this.ledger, this.fake)).isEmpty();
		this.now += Duration.ofSeconds(1).toNanos();
		assertThat(this.skipped.due(ConsumerRecords.empty(), this.ledger, this.fake)).isNotEmpty();
	}

	@Test
	void whatIsNotCommittedHoldsThePosition() {
		assertThat(due()).isEmpty();
		commit(4);
		assertThat(due()).isEmpty();
		this.ledger.sent(FakeConsumer.offset(P0, 5));
		assertThat(due()).isEmpty();
	}

	@Test
	void theRecordsInHandAreNoGap() {
		commit(5);
		this.fake.seek(P0, 9);
		this.now += Duration.ofSeconds(1).toNanos();
		assertThat(this.skipped.due(Records.at(P0, 5, 6, 7, 8, 9), this.ledger, this.fake)).isEmpty();
		assertThat(due()).isEmpty();
	}

	@Test
	void aPositionThatSomebodySoughtIsTheirs() {
		commit(5);
		this.skipped.sought(List.of(P0));
		assertThat(due()).isEmpty();
		this.skipped.due(Records.at(P0, 4, 5), this.ledger, this.fake);
		assertThat(due()).containsOnlyKeys(P0);
		this.skipped.sought(List.of());
		this.fake.seek(P0, 9);
		commit(6);
		assertThat(due()).isEmpty();
	}

	@Test
	void whatIsNotOwnedAnyMoreIsForgotten() {
		commit(5);
		this.fake.rebalance(List.of());
		assertThat(due()).isEmpty();
		this.fake.rebalance(List.of(P0));
		this.fake.seek(P0, 6);
		assertThat(due()).isEmpty();
	}

	private Map<TopicPartition, Long> due() {
		this.now += Duration.ofSeconds(1).toNanos();
		Map<TopicPartition, OffsetAndMetadata> due = this.skipped.due(ConsumerRecords.empty(), this.ledger, this.fake);
		return due.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().offset()));
	}

	private void commit(long offset) {
		this.ledger.confirmed(this.ledger.sent(FakeConsumer.offset(P0, offset)));
	}

}
