package io.steadykafka.operations.internal.describe.row;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Severity;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.KnownRebalance;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link GroupDetails}.
 */
class GroupDetailsTests {

	private final KnownGroup group = new KnownGroup();

	@Test
	void membersSayWhichAreHere() {
		this.group.here(KnownGroup.orders(0)).elsewhere(KnownGroup.orders(10), KnownGroup.orders(9));
		assertThat(rows("members"))
			.extracting((member) -> member.get("client"), (member) -> member.get("here"),
					(member) -> member.get("listener"), (member) -> member.get("partitions"))
			.containsExactly(tuple("shop-1", true, "orders", List.of("orders-0")),
					tuple("shop-2", false, "", List.of("orders-9", "orders-10")));
	}

	@Test
	void membersThatAreNotKnownAreNoEmptyList() {
		assertThat(details(this.group.view(Answer.none()))).containsEntry("members", null)
			.containsEntry("membersUnknown", "the brokers have not answered yet");
	}

	@Test
	void rebalancesOfOtherListenersAreLeftOut() {
		this.group.rebalances = Optional.of(new RebalanceView(
				() -> List.of(KnownRebalance.revoking("other", KnownGroup.orders(0), KnownGroup.NOW),
						KnownRebalance.revoking("orders", KnownGroup.orders(0), KnownGroup.NOW)),
				(listener) -> List.of()));
		assertThat(rows("rebalances")).singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("cause", "members_changed")
				.containsEntry("durationSeconds", 1.5)
				.containsEntry("kind", "revoked")
				.containsEntry("revoked", List.of("orders-0"))
				.containsEntry("longestPauseSeconds", null)
				.containsEntry("longestPauseSecondsUnknown", "no pause is known"));
	}

	@Test
	void rebalancesThatAreNotRecordedAreNoEmptyList() {
		assertThat(details()).containsEntry("rebalances", null);
		assertThat(details().get("rebalancesUnknown")).asString().contains("steady.kafka.rebalance.enabled=false");
	}

	@Test
	void aFailedRecordHasTheFirstLinesOfItsStackTrace() {
		this.group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		this.group.stackTrace = Collections.nCopies(50, "at shop.Orders.handle(Orders.java:7)");
		assertThat((List<?>) rows("records").get(0).get("stackTrace")).hasSize(10);
		assertThat(rows("records").get(0)).containsEntry("state", "blocked")
			.containsEntry("offset", 7L)
			.containsEntry("exception", "IllegalStateException: no")
			.containsEntry("nextAttempt", "2026-01-01T12:01:00Z");
	}

	@Test
	void aStackTraceThatIsNotKeptIsNotKnown() {
		this.group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		assertThat(rows("records").get(0)).containsEntry("stackTrace", null).containsKey("stackTraceUnknown");
	}

	@Test
	void replaysAreThoseToListenersOfTheGroup() {
		this.group.replays.add(KnownGroup.replay("orders"));
		this.group.replays.add(KnownGroup.replay("other"));
		assertThat(rows("replays")).singleElement()
			.isEqualTo(Map.of("id", "replay-orders", "listener", "orders", "topic", "orders-dlt", "records", 10L,
					"replayed", 4L, "failedAgain", 1L, "running", false, "problem", "cancelled by alice"));
	}

	@Test
	void resetsAreThoseOfTheGroupWithWhatTheyMoved() {
		this.group.resets.add(KnownGroup.reset("other"));
		this.group.resets.add(KnownGroup.reset("shop"));
		assertThat(rows("resets")).singleElement()
			.isEqualTo(Map.of("id", "reset-shop", "at", "2026-01-01T12:00:00Z", "by", "alice", "partitions", 2,
					"topics", List.of("orders"), "again", 7L, "leftOut", 3L));
	}

	@Test
	void findingsSayWhoFoundThem() {
		this.group.watchdog.add(new WatchFinding(WatchState.HUNG_LISTENER, WatchFinding.Severity.DOWN, "it hangs",
				"find out why", Instant.EPOCH));
		this.group.lint.add(new Finding("client-id", "orders", Severity.UNWISE, "two have one", "give each its own"));
		this.group.lint.add(new Finding("client-id", "other", Severity.UNWISE, "two have one", "give each its own"));
		assertThat(rows("findings")).extracting((row) -> row.get("source"), (row) -> row.get("name"))
			.containsExactly(tuple("watchdog", "hung listener"), tuple("lint", "client-id"));
	}

	@Test
	void healthIsThatOfTheGroupAndItsListeners() {
		this.group.health = () -> Map.of("kafkaLag",
				Map.of("groups", Map.of("shop",
						Map.of("status", "DEGRADED", "reason", "lag above the threshold", "remedy", "add members"),
						"other", Map.of("status", "UP"))));
		assertThat(rows("health")).singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("indicator", "kafkaLag")
				.containsEntry("status", "DEGRADED")
				.containsEntry("reason", "lag above the threshold")
				.containsEntry("listener", ""));
	}

	@Test
	void withoutIndicatorsHealthIsNotKnown() {
		assertThat(details()).containsEntry("health", null).containsKey("healthUnknown");
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> rows(String field) {
		return (List<Map<String, Object>>) details().get(field);
	}

	private Map<String, Object> details() {
		return details(this.group.view());
	}

	private Map<String, Object> details(GroupView view) {
		return new GroupDetails(this.group.listeners(), this.group.groups())
			.of(view, new PartitionViews(this.group.listeners(), Optional.empty()).of(view))
			.toMap();
	}

}
