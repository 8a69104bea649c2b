package io.steadykafka.operations.internal.describe.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.broker.BrokerGroup;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GroupSummary}.
 */
class GroupSummaryTests {

	private static final TopicPartition ZERO = KnownGroup.orders(0);

	private static final TopicPartition ONE = KnownGroup.orders(1);

	private final KnownGroup group = new KnownGroup();

	@Test
	void beforeTheFirstAnswerNothingIsZero() {
		Map<String, Object> summary = summary(this.group.view(Answer.none()));
		for (String field : List.of("state", "type", "assignor", "coordinator", "memberCount", "partitionCount", "lag",
				"lagAtLeast", "secondsBehind", "trend", "level", "rebalancesLastHour", "lagSample")) {
			assertThat(summary).containsEntry(field, null);
			assertThat(summary.get(field + "Unknown")).asString().isNotBlank();
		}
		assertThat(summary).containsEntry("lagUnknown", "the brokers have not answered yet");
	}

	@Test
	void lagIsThatOfAllInstances() {
		this.group.here(ZERO).elsewhere(ONE).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.offsets.put(ONE, KnownGroup.lag(10, 500));
		assertThat(summary()).containsEntry("lag", 494L)
			.containsEntry("lagAtLeast", 494L)
			.containsEntry("partitionCount", 2)
			.containsEntry("memberCount", 2)
			.containsEntry("level", "behind");
	}

	@Test
	void lagThatIsNotKnownOfOnePartitionIsNotKnownOfTheGroup() {
		this.group.here(ZERO).elsewhere(ONE).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.offsets.put(ONE, KnownGroup.lag("no answer from the brokers in time"));
		assertThat(summary()).containsEntry("lag", null)
			.containsEntry("lagUnknown", "not known of 1 of 2 partitions: no answer from the brokers in time")
			.containsEntry("lagAtLeast", 4L)
			.containsEntry("level", null);
	}

	@Test
	void aTopicThatNoMemberReadsIsNotInTheLag() {
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.offsets.put(new TopicPartition("abandoned", 0), KnownGroup.lag(1, 1_000));
		assertThat(summary()).containsEntry("lag", 4L).containsEntry("partitionCount", 1);
	}

	@Test
	void withBrokersAwayWhatIsKnownStaysAndSaysHowOldItIs() {
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(5, 9));
		GroupView known = this.group.view();
		GroupView away = this.group
			.view(known.answer().failed("no answer from the brokers in time", KnownGroup.NOW.minusMillis(100)));
		Map<String, Object> summary = summary(away);
		assertThat(summary).containsEntry("state", "Stable").containsEntry("lag", 4L);
		assertThat(summary).extractingByKey("groupSample", InstanceOfAssertFactories.MAP)
			.containsEntry("ageSeconds", 0.5)
			.containsEntry("failure", "no answer from the brokers in time")
			.containsEntry("failingSince", "2026-01-01T11:59:59.900Z");
		assertThat(summary).extractingByKey("lagSample", InstanceOfAssertFactories.MAP)
			.containsEntry("ageSeconds", 2.0)
			.containsEntry("sampledAt", "2026-01-01T11:59:58Z");
	}

	@Test
	void withBrokersThatNeverAnsweredThePartOfThisInstanceIsKnown() {
		this.group.local.assign(ZERO);
		this.group.sampled(ZERO, KnownGroup.lag(5, 9));
		GroupView away = this.group.view(Answer.<BrokerGroup>none().failed("no answer", KnownGroup.NOW));
		assertThat(summary(away)).containsEntry("lag", null)
			.containsEntry("lagUnknown", "no answer, since 2026-01-01T12:00:00Z")
			.containsEntry("lagAtLeast", 4L);
	}

	@Test
	void failedRecordsAreCounted() {
		this.group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		this.group.failing.add(KnownGroup.failed(1, State.RETRYING));
		assertThat(summary()).containsEntry("blockedRecords", 1L).containsEntry("retryingRecords", 1L);
	}

	@Test
	void failedRecordsThatOthersHandleAreNotZero() {
		this.group.handled = false;
		assertThat(summary()).containsEntry("blockedRecords", null);
		assertThat(summary().get("blockedRecordsUnknown")).asString().contains("[orders]");
	}

	@Test
	void rebalancesOfTheLastHourAreCounted() {
		Instant now = KnownGroup.NOW;
		this.group.rebalances = Optional.of(new RebalanceView(List::of,
				(listener) -> List.of(now.minusSeconds(3_600), now.minusSeconds(3_599), now)));
		assertThat(summary()).containsEntry("rebalancesLastHour", 2L);
	}

	private Map<String, Object> summary() {
		return summary(this.group.view());
	}

	private Map<String, Object> summary(GroupView view) {
		return new GroupSummary(this.group.listeners(), this.group.groups())
			.of(view, new PartitionViews(this.group.listeners(), Optional.empty()).of(view))
			.toMap();
	}

}
