package io.steadykafka.lag.internal.loss;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.progress.DeliveredByGroup;
import io.steadykafka.lag.internal.progress.DeliveredOffsets;
import io.steadykafka.lag.internal.requests.RequestOutcome;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.assignment.OwnedPartitions;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.Records;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LossSearch}.
 */
class LossSearchTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final GroupTopic TOPIC = new GroupTopic("group", "orders");

	private final DeliveredOffsets delivered = new DeliveredOffsets();

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	private final SessionHooks polls = this.delivered.polls(this.listener);

	private final OwnedPartitions owned = mock();

	private final LossSearch search = new LossSearch(this.owned);

	private long readBefore = -1;

	@Test
	void whoGoesOnAtTheLogStartAndCommitsBeforeASampleHasLostWhatLiesBetween() {
		this.polls.returned(Records.at(PARTITION, 98, 0, 0));
		sample(100, 0);
		this.polls.returned(Records.at(PARTITION, 500, 0));
		sample(501, 500);
		assertThat(lost()).isEqualTo(400);
		sample(501, 500);
		this.polls.returned(Records.at(PARTITION, 501, 0));
		sample(502, 600);
		assertThat(lost()).isEqualTo(400);
	}

	@Test
	void whatIsInMemoryAlreadyIsNotLost() {
		this.polls.returned(Records.at(PARTITION, 99, 0));
		sample(100, 500);
		this.polls.returned(Records.at(PARTITION, 100, 0));
		sample(101, 500);
		assertThat(lost()).isZero();
		// The rest of what was fetched, and what there is after it.
		this.polls.returned(Records.at(PARTITION, 101, new long[200]));
		this.polls.returned(Records.at(PARTITION, 500, 0));
		sample(501, 500);
		assertThat(lost()).isEqualTo(500 - 301);
	}

	@Test
	void whatIsLeftOutAboveTheLogStartIsNotLost() {
		this.polls.returned(Records.at(PARTITION, 10, 0));
		// The end of a transaction, and records that were compacted.
		this.polls.returned(Records.at(PARTITION, 12, 0));
		this.polls.returned(Records.at(PARTITION, 60, 0));
		sample(61, 5);
		sample(61, 50);
		assertThat(lost()).isZero();
	}

	@Test
	void theEndOfATransactionThatRetentionTookIsNotLost() {
		this.polls.returned(Records.at(PARTITION, 399, 0));
		sample(401, 0);
		// All was read, and after a quiet week the log begins anew.
		this.readBefore = 401;
		this.polls.returned(Records.at(PARTITION, 401, 0));
		sample(402, 401);
		assertThat(lost()).isZero();
	}

	@Test
	void whatNobodyCouldReadIsNotLostBeforeTheFirstRecordEither() {
		this.readBefore = 401;
		sample(399, 401);
		assertThat(lost()).isZero();
		sample(399, 405);
		assertThat(lost()).isEqualTo(4);
	}

	@Test
	void whereSomebodySoughtFirstWhatWasAtRestIsForgotten() {
		rest(GroupState.EMPTY, 20);
		this.polls.sought(Map.of(PARTITION, OptionalLong.of(100)));
		this.polls.returned(Records.at(PARTITION, 100, 0));
		sample(101, 0);
		sample(5_000_000, 0);
		this.delivered.revoked(this.listener, Set.of(PARTITION));
		this.polls.returned(Records.at(PARTITION, 5_000_000, 0));
		sample(5_000_000, 4_000_000);
		assertThat(lost()).isZero();
	}

	@Test
	void whatIsLeftOutAfterTheLogStartWasAskedForIsLookedAtNextTime() {
		this.polls.returned(Records.at(PARTITION, 399, 0));
		DeliveredByGroup records = new DeliveredByGroup(List.of(this.listener), this.delivered);
		this.search.collect(records);
		this.polls.returned(Records.at(PARTITION, 500, 0));
		sampled(400, 100, records);
		sample(501, 500);
		assertThat(lost()).isEqualTo(100);
	}

	@Test
	void whatIsTakenWhileARecordIsTriedAgainIsLost() {
		this.polls.returned(Records.at(PARTITION, 38, new long[5]));
		this.polls.sought(Map.of(PARTITION, OptionalLong.of(40)));
		this.polls.returned(Records.at(PARTITION, 40, 0));
		this.polls.sought(Map.of(PARTITION, OptionalLong.of(40)));
		sample(40, 30);
		this.polls.returned(Records.at(PARTITION, 500, 0));
		sample(501, 500);
		assertThat(lost()).isEqualTo(460);
	}

	@Test
	void whatRetentionTookIsFoundBesideALargerPartThatNobodyCouldRead() {
		this.polls.returned(Records.at(PARTITION, 99, 0));
		this.polls.returned(Records.at(PARTITION, 500, 0));
		// Compacted.
		this.polls.returned(Records.at(PARTITION, 2000, 0));
		for (int marker = 2002; marker < 2100; marker += 2) {
			this.polls.returned(Records.at(PARTITION, marker, 0));
		}
		sample(2099, 500);
		assertThat(lost()).isEqualTo(400);
	}

	@Test
	void whatOthersReadWhileAStandbyOwnedNothingIsNotLost() {
		rest(GroupState.EMPTY, 20);
		// The other member gets the partition, reads, and goes.
		rest(GroupState.STABLE, 20);
		rest(GroupState.STABLE, 5_000_000);
		this.polls.returned(Records.at(PARTITION, 5_000_000, 0));
		sample(5_000_000, 4_000_000);
		assertThat(lost()).isZero();
	}

	@Test
	void whatSomebodySoughtOverIsNotLost() {
		this.polls.returned(Records.at(PARTITION, 10, 0));
		this.polls.sought(Map.of(PARTITION, OptionalLong.of(80)));
		this.polls.returned(Records.at(PARTITION, 80, 0));
		sample(81, 80);
		assertThat(lost()).isZero();
	}

	@Test
	void whoStartsBelowTheLogStartIsFoundByWhatWasCommittedBefore() {
		rest(GroupState.EMPTY, 20);
		this.polls.returned(Records.at(PARTITION, 50, 0));
		sample(51, 50);
		assertThat(lost()).isEqualTo(30);
		// Once is enough, and it was elsewhere in between.
		this.delivered.revoked(this.listener, Set.of(PARTITION));
		this.polls.returned(Records.at(PARTITION, 90, 0));
		sample(91, 90);
		assertThat(lost()).isEqualTo(30);
	}

	@Test
	void whatWasCommittedBeforeIsKnownUntilTheFirstRecord() {
		rest(GroupState.EMPTY, 20);
		sample(20, 10);
		this.polls.returned(Records.at(PARTITION, 50, 0));
		sample(51, 50);
		assertThat(lost()).isEqualTo(30);
	}

	@Test
	void whatAMemberLeftOutIsCountedWhenThePartitionWentOnBeforeASample() {
		rest(GroupState.EMPTY, 20);
		this.polls.returned(Records.at(PARTITION, 50, 0));
		this.polls.returned(Records.at(PARTITION, 70, 0));
		this.delivered.revoked(this.listener, Set.of(PARTITION));
		handedOn(RequestOutcome.of(70L));
		assertThat(lost()).isEqualTo(30 + 19);
	}

	@Test
	void whatIsOwnedWaitsForASampleWithALogStart() {
		rest(GroupState.EMPTY, 20);
		this.polls.returned(Records.at(PARTITION, 50, 0));
		given(this.owned.owns("group", PARTITION)).willReturn(true);
		handedOn(RequestOutcome.of(50L));
		assertThat(lost()).isZero();
		sample(51, 50);
		assertThat(lost()).isEqualTo(30);
	}

	@Test
	void aTopicThatIsGoneIsAskedForOnce() {
		this.polls.returned(Records.at(PARTITION, 50, 0));
		this.delivered.revoked(this.listener, Set.of(PARTITION));
		handedOn(RequestOutcome.failed(new UnknownTopicOrPartitionException(), PARTITION));
		assertThat(this.delivered.found(this.listener)).isEmpty();
		assertThat(lost()).isZero();
	}

	@Test
	void whereOthersWorkTheirCommitsMoveOn() {
		rest(GroupState.STABLE, 20);
		this.polls.returned(Records.at(PARTITION, 50, 0));
		sample(51, 50);
		assertThat(lost()).isZero();
	}

	@Test
	void aSlowFirstRecordTellsItWithoutAnyMemory() {
		this.polls.returned(Records.at(PARTITION, 50, 0));
		sample(0, 50);
		sample(0, 50);
		sample(51, 50);
		assertThat(lost()).isEqualTo(50);
	}

	@Test
	void whereNobodyWasHandedOverAnythingTheCommitTellsIt() {
		sample(10, 60);
		assertThat(lost()).isEqualTo(50);
		// The topic is made anew.
		sample(0, 0);
		sample(0, 100);
		assertThat(lost()).isEqualTo(150);
	}

	private long lost() {
		return this.search.of(TOPIC);
	}

	private void rest(GroupState state, long committed) {
		ConsumerGroupDescription group = new ConsumerGroupDescription("group", false, List.of(), "range",
				GroupType.CLASSIC, state, Node.noNode(), Set.of(), Optional.empty(), Optional.empty());
		Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(PARTITION, new OffsetAndMetadata(committed));
		this.search.rest(Set.of("group"), Map.of("group", RequestOutcome.of(group)),
				Map.of("group", RequestOutcome.of(offsets)));
	}

	private void handedOn(RequestOutcome<Long> logStart) {
		this.search.collect(new DeliveredByGroup(List.of(this.listener), this.delivered));
		this.search.handedOn((asked) -> asked.contains(PARTITION) ? Map.of(PARTITION, logStart) : Map.of(),
				Instant.EPOCH);
	}

	private void sample(long committed, long start) {
		DeliveredByGroup records = new DeliveredByGroup(List.of(this.listener), this.delivered);
		this.search.collect(records);
		sampled(committed, start, records);
	}

	private void sampled(long committed, long start, DeliveredByGroup records) {
		PartitionLag lag = LagCalculation.known(OptionalLong.of(committed), new LogBounds(start, 1_000, 1_000), 0);
		GroupLag group = new GroupLag("group", "cluster", false, Instant.EPOCH, Map.of(PARTITION, TestReadings.of(lag)),
				Set.of(), "");
		Map<String, Map<TopicPartition, Long>> behind = (committed < start)
				? Map.of("group", Map.of(PARTITION, committed)) : Map.of();
		this.search.sampled(List.of(group), behind, Instant.EPOCH, records, (of) -> this.readBefore);
	}

}
