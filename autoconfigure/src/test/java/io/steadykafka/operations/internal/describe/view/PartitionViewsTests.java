package io.steadykafka.operations.internal.describe.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.LocalListener;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.broker.GroupMember;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionViews}.
 */
class PartitionViewsTests {

	private static final TopicPartition ZERO = KnownGroup.orders(0);

	private static final TopicPartition ONE = KnownGroup.orders(1);

	private final KnownGroup group = new KnownGroup();

	@Test
	void aPartitionThatIsOwnedHereFlows() {
		this.group.here(ZERO);
		PartitionView view = only();
		assertThat(view.state()).isEqualTo(PartitionState.FLOWING);
		assertThat(view.owner().listener()).isEqualTo(this.group.local.listener());
		assertThat(view.owner().member()).extracting(GroupMember::client).isEqualTo("shop-1");
	}

	@Test
	void aPartitionThatAnOperationPausedSaysByWhom() {
		this.group.here(ZERO);
		this.group.pauses.put(ZERO, "paused by ann, since 12:00");
		assertThat(only().state()).isEqualTo(PartitionState.PAUSED);
		assertThat(only().paused()).isEqualTo("paused by ann, since 12:00");
	}

	@Test
	void aPartitionOfAPausedContainerIsPausedByTheApplication() {
		this.group.here(ZERO);
		this.group.local.listener().container().pause();
		assertThat(only().state()).isEqualTo(PartitionState.PAUSED);
		assertThat(only().paused()).isEqualTo("paused by the application");
	}

	@Test
	void aFailedRecordBlocksOrRetries() {
		this.group.here(ZERO, ONE);
		this.group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		this.group.failing.add(KnownGroup.failed(1, State.RETRYING));
		assertThat(views()).extracting(PartitionView::state)
			.containsExactly(PartitionState.BLOCKED, PartitionState.RETRYING);
	}

	@Test
	void aPartitionThatTheWatchdogNamesIsStuck() {
		this.group.here(ONE, KnownGroup.orders(11));
		this.group.watchdog.add(new WatchFinding(WatchState.WEDGED_PARTITION, WatchFinding.Severity.CURING,
				"[orders-11, old-orders-1] are stuck: their ends move", "restart the listener", Instant.EPOCH));
		assertThat(views()).extracting(PartitionView::state)
			.containsExactly(PartitionState.FLOWING, PartitionState.STUCK);
	}

	@Test
	void theStateElsewhereIsNotKnown() {
		this.group.elsewhere(ZERO);
		assertThat(only().state()).isNull();
		assertThat(only().stateUnknown()).isEqualTo("only the instance that owns it knows");
		assertThat(only().owner().member()).extracting(GroupMember::host).isEqualTo("/10.0.0.2");
	}

	@Test
	void aPartitionThatNobodyOwnsIsUnowned() {
		this.group.offsets.put(ZERO, KnownGroup.lag(1, 2));
		assertThat(only().state()).isEqualTo(PartitionState.UNOWNED);
		assertThat(only().owner().isNobody()).isTrue();
	}

	@Test
	void aRecordThatStoppedItsListenerBlocksThePartition() {
		this.group.offsets.put(ZERO, KnownGroup.lag(1, 2));
		this.group.failing.add(KnownGroup.failed(0, State.STOPPED));
		assertThat(only().state()).isEqualTo(PartitionState.BLOCKED);
	}

	@Test
	void whoOwnsAPartitionIsNotGuessedWithoutAnAnswer() {
		this.group.sampled(ZERO, KnownGroup.lag(1, 2));
		GroupView view = this.group.view(Answer.none());
		PartitionView only = new PartitionViews(this.group.listeners(), Optional.empty()).of(view).get(0);
		assertThat(only.state()).isNull();
		assertThat(only.stateUnknown()).isEqualTo("the brokers have not answered yet");
	}

	@Test
	void whatIsOwnedHereWinsOverAnOlderDescription() {
		this.group.elsewhere(ZERO);
		this.group.local.assign(ZERO);
		assertThat(only().state()).isEqualTo(PartitionState.FLOWING);
		assertThat(only().owner().listener()).isNotNull();
		assertThat(only().owner().member()).isNull();
	}

	@Test
	void aMemberThatLostItsPartitionsIsNoMemberHereAnymore() {
		this.group.here(ZERO);
		assertThat(this.group.local.members().listenerOf(LocalListener.MEMBER)).isPresent();
		this.group.local.lose(ZERO);
		assertThat(this.group.local.members().listenerOf(LocalListener.MEMBER)).isEmpty();
	}

	@Test
	void aTopicThatNoMemberReadsDoesNotCount() {
		this.group.here(ZERO);
		this.group.offsets.put(new TopicPartition("abandoned", 0), KnownGroup.lag(1, 1_000));
		assertThat(views()).extracting(PartitionView::read).containsExactly(false, true);
	}

	@Test
	void withoutMembersAllTopicsCount() {
		this.group.offsets.put(new TopicPartition("abandoned", 0), KnownGroup.lag(1, 1_000));
		assertThat(only().read()).isTrue();
	}

	@Test
	void membersOfAShareGroupOwnNothingAlone() {
		this.group.type = "Share";
		this.group.elsewhere(ZERO);
		this.group.offsets.put(ZERO, KnownGroup.lag(1, 2));
		assertThat(only().state()).isNull();
		assertThat(only().stateUnknown()).isEqualTo("members of a share group share partitions");
		assertThat(only().owner().isNobody()).isTrue();
	}

	@Test
	void whatIsSampledHereWinsOverTheBrokersAnswer() {
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.offsets.put(ZERO, KnownGroup.lag(1, 9));
		assertThat(only().lag().lag()).hasValue(4);
		assertThat(only().at()).isEqualTo(KnownGroup.NOW.minusSeconds(2));
	}

	private PartitionView only() {
		assertThat(views()).hasSize(1);
		return views().get(0);
	}

	private List<PartitionView> views() {
		return new PartitionViews(this.group.listeners(), Optional.empty()).of(this.group.view());
	}

}
