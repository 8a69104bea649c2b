package io.steadykafka.lag.internal.progress;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.session.SessionHooks;
import io.steadykafka.testing.Listeners;
import io.steadykafka.testing.Records;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeliveredOffsets}.
 */
class DeliveredOffsetsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final DeliveredOffsets delivered = new DeliveredOffsets();

	private final ListenerContainer listener = Listeners.subscribed("listener", "group");

	private final SessionHooks polls = this.delivered.polls(this.listener);

	@Test
	void theFirstAndTheLastRecordOfThePollAreKept() {
		this.polls.returned(Records.at(PARTITION, 5, 100, 200, 300));
		assertThat(this.delivered.last(this.listener, PARTITION)).isEqualTo(new LastDelivery(5, 5, 100, 7, 300));
		this.polls.returned(Records.at(PARTITION, 8, 400));
		assertThat(this.delivered.last(this.listener, PARTITION)).isEqualTo(new LastDelivery(5, 8, 400, 8, 400));
	}

	@Test
	void whatWasRevokedIsForgotten() {
		this.polls.returned(Records.at(PARTITION, 5, 100));
		this.polls.positions(Map.of(PARTITION, 8L));
		this.delivered.revoked(this.listener, Set.of(PARTITION));
		assertThat(this.delivered.last(this.listener, PARTITION)).isNull();
		assertThat(passed(6)).isEmpty();
	}

	@Test
	void aPositionCountsOnceAllThatWasHandedOverIsCommitted() {
		this.polls.returned(Records.at(PARTITION, 5, 100, 200));
		this.polls.positions(Map.of(PARTITION, 9L));
		assertThat(passed(6)).isEmpty();
		assertThat(passed(7)).hasValue(9);
	}

	@Test
	void whereNothingWasHandedOverTheMemberBeganAtTheCommit() {
		this.polls.positions(Map.of(PARTITION, 9L));
		assertThat(passed(3)).hasValue(9);
	}

	@Test
	void whereNothingWasCommittedAMemberStandsAtItsPositionUntilItIsHandedOverSomething() {
		sampled(OptionalLong.empty(), 9);
		assertThat(this.polls.wanted()).containsExactly(PARTITION);
		this.polls.positions(Map.of(PARTITION, 9L));
		assertThat(this.delivered.passed(this.listener, PARTITION, OptionalLong.empty())).hasValue(9);
		this.polls.returned(Records.at(PARTITION, 9, 100));
		assertThat(this.delivered.passed(this.listener, PARTITION, OptionalLong.empty())).isEmpty();
		sampled(OptionalLong.empty(), 10);
		assertThat(this.polls.wanted()).isEmpty();
	}

	@Test
	void aPositionThatSomebodySoughtSaysNothing() {
		this.polls.returned(Records.at(PARTITION, 5, 100));
		this.polls.sought(Map.of(PARTITION, OptionalLong.of(50)));
		this.polls.positions(Map.of(PARTITION, 50L));
		assertThat(passed(6)).isEmpty();
		this.polls.returned(Records.at(PARTITION, 50, 100));
		this.polls.positions(Map.of(PARTITION, 52L));
		assertThat(passed(51)).hasValue(52);
	}

	@Test
	void positionsAreAskedForWhereACommitLeavesALagThatNobodyWorksOn() {
		this.polls.returned(Records.at(PARTITION, 5, 100));
		sampled(5, 7);
		assertThat(this.polls.wanted()).isEmpty();
		sampled(6, 7);
		assertThat(this.polls.wanted()).containsExactly(PARTITION);
		this.polls.positions(Map.of(PARTITION, 7L));
		sampled(7, 7);
		assertThat(this.polls.wanted()).isEmpty();
		assertThat(passed(7)).isEmpty();
	}

	private OptionalLong passed(long committed) {
		return this.delivered.passed(this.listener, PARTITION, OptionalLong.of(committed));
	}

	private void sampled(long committed, long end) {
		sampled(OptionalLong.of(committed), end);
	}

	private void sampled(OptionalLong committed, long end) {
		this.delivered.sampled(this.listener, Map.of(PARTITION, TestReadings
			.of(LagCalculation.known(committed, new LogBounds(0, end, end), end - committed.orElse(end)))));
	}

}
