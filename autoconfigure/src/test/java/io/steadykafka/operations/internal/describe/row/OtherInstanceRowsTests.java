package io.steadykafka.operations.internal.describe.row;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.time.LagCurve;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.KnownRebalance;
import io.steadykafka.operations.internal.describe.broker.Answer;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for what documents have from the reports of other instances.
 */
class OtherInstanceRowsTests {

	private static final TopicPartition ZERO = KnownGroup.orders(0);

	private static final TopicPartition ONE = KnownGroup.orders(1);

	private static final String SILENT = "instance '12@host' has not reported for 23 s";

	private final KnownGroup group = new KnownGroup();

	@Test
	void aPartitionElsewhereHasWhatItsOwnerReports() {
		this.group.elsewhere(ONE).reports(false, Map.of(ONE, KnownGroup.reported(Trend.SHRINKING, 4)));
		this.group.offsets.put(ONE, KnownGroup.lag(5, 9));
		Map<String, Object> row = rows("partitions").get(0);
		assertThat(row).containsEntry("state", "paused")
			.containsEntry("paused", "paused by ann")
			.containsEntry("position", 7L)
			.containsEntry("lag", 4L)
			.containsEntry("level", "normal")
			.containsEntry("secondsBehind", 4.0)
			.containsEntry("velocity", -2.0)
			.containsEntry("trend", "shrinking")
			.containsEntry("catchUpSeconds", 2.0)
			.containsEntry("runwaySeconds", null)
			.containsEntry("hot", true)
			.containsEntry("ageSeconds", 3.0);
		assertThat(row).extractingByKey("owner", InstanceOfAssertFactories.MAP)
			.containsEntry("instance", "12@host")
			.containsEntry("listener", "orders")
			.containsEntry("client", "shop-2")
			.containsEntry("here", false);
	}

	@Test
	void theLevelIsThatOfTheReportIfOffsetsAreNotKnown() {
		this.group.elsewhere(ONE).reports(false, Map.of(ONE, KnownGroup.reported(Trend.SHRINKING, 4)));
		assertThat(rows("partitions").get(0)).containsEntry("lag", null).containsEntry("level", "behind");
	}

	@Test
	void whatAnInstanceReportedThatWentSilentIsNotKnownAnymore() {
		this.group.elsewhere(ONE).reports(true, Map.of(ONE, KnownGroup.reported(Trend.SHRINKING, 4)));
		this.group.offsets.put(ONE, KnownGroup.lag(5, 9));
		Map<String, Object> row = rows("partitions").get(0);
		for (String field : List.of("state", "secondsBehind", "velocity", "trend", "catchUpSeconds", "runwaySeconds",
				"hot")) {
			assertThat(row).containsEntry(field, null).containsEntry(field + "Unknown", SILENT);
		}
		assertThat(row).containsEntry("lag", 4L).containsEntry("paused", "");
		assertThat(row).extractingByKey("owner", InstanceOfAssertFactories.MAP).containsEntry("instance", "12@host");
		assertThat(rows("findings")).isEmpty();
		assertThat(rows("records")).isEmpty();
		assertThat(details()).containsEntry("health", null);
	}

	@Test
	void aPartitionThatIsMissingInTheReportSaysSo() {
		this.group.elsewhere(ZERO, ONE).reports(false, Map.of(ONE, KnownGroup.reported(Trend.STEADY, 0)));
		assertThat(rows("partitions").get(0)).containsEntry("velocity", null)
			.containsEntry("stateUnknown", "instance '12@host' owns it and has not reported it");
	}

	@Test
	void anInstanceOwnsWhatItSaysBeforeTheBrokersSaySo() {
		this.group.reports(false, Map.of(ONE, KnownGroup.reported(Trend.STEADY, 0)));
		this.group.offsets.put(ONE, KnownGroup.lag(5, 9));
		Map<String, Object> row = rows("partitions").get(0);
		assertThat(row).containsEntry("state", "paused");
		assertThat(row).extractingByKey("owner", InstanceOfAssertFactories.MAP)
			.containsEntry("instance", "12@host")
			.containsEntry("client", null);
	}

	@Test
	void withoutTheBrokersPartitionsElsewhereAreThoseThatAreReported() {
		this.group.reports(false, Map.of(ONE, KnownGroup.reported(Trend.STEADY, 0)));
		Map<String, Object> document = details(this.group.view(Answer.none()));
		assertThat(document).extractingByKey("partitions", InstanceOfAssertFactories.LIST).hasSize(1);
	}

	@Test
	void whatIsOwnedHereIsNotTakenFromAReport() {
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.reports(false, Map.of(ZERO, KnownGroup.reported(Trend.GROWING, 99)));
		Map<String, Object> row = rows("partitions").get(0);
		assertThat(row).containsEntry("state", "flowing").containsEntry("hot", false).containsEntry("ageSeconds", 2.0);
		assertThat(row).extractingByKey("owner", InstanceOfAssertFactories.MAP)
			.containsEntry("instance", "this instance");
	}

	@Test
	void membersSayWhichInstanceTheyAreOf() {
		this.group.here(ZERO).elsewhere(ONE).reports(true, Map.of());
		assertThat(rows("members"))
			.extracting((member) -> member.get("client"), (member) -> member.get("instance"),
					(member) -> member.get("listener"))
			.containsExactly(tuple("shop-1", "this instance", "orders"), tuple("shop-2", "12@host", "orders"));
		this.group.others.clear();
		assertThat(rows("members")).extracting((member) -> member.get("instance")).containsExactly("this instance", "");
	}

	@Test
	void listsSayWhichInstanceTheirRowsAreOf() {
		this.group.rebalances = Optional
			.of(new RebalanceView(() -> List.of(KnownRebalance.revoking("orders", ZERO, KnownGroup.NOW.plusSeconds(1))),
					(listener) -> List.of()));
		this.group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		this.group.reports(false, Map.of());
		assertThat(rows("rebalances")).extracting((row) -> row.get("instance"))
			.containsExactly("this instance", "12@host");
		assertThat(rows("findings")).extracting((row) -> row.get("instance")).containsExactly("12@host");
		assertThat(rows("health")).extracting((row) -> row.get("instance")).containsExactly("12@host");
		assertThat(rows("records")).extracting((row) -> row.get("instance"))
			.containsExactly("this instance", "12@host");
	}

	@Test
	void theSummaryIsOfAllInstances() {
		this.group.rebalances = Optional.of(new RebalanceView(List::of, (listener) -> List.of(KnownGroup.NOW)));
		this.group.here(ZERO).elsewhere(ONE).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		this.group.reports(false, Map.of(ONE, KnownGroup.reported(Trend.GROWING, 4)));
		assertThat(details()).containsEntry("trend", "growing")
			.containsEntry("blockedRecords", 4L)
			.containsEntry("retryingRecords", 1L)
			.containsEntry("rebalancesLastHour", 5L);
		assertThat(rows("instances")).extracting((row) -> row.get("instance"), (row) -> row.get("listeners"))
			.containsExactly(tuple("12@host", List.of("orders: running")));
	}

	@Test
	void theSummaryDoesNotGuessWhatASilentMemberKnows() {
		this.group.rebalances = Optional.of(new RebalanceView(List::of, (listener) -> List.of()));
		this.group.here(ZERO).elsewhere(ONE).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.reports(true, Map.of());
		for (String field : List.of("secondsBehind", "trend", "blockedRecords", "retryingRecords",
				"rebalancesLastHour")) {
			assertThat(details()).containsEntry(field, null).containsEntry(field + "Unknown", SILENT);
		}
	}

	@Test
	void anInstanceThatHasNoMemberAnymoreIsNotMissed() {
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(5, 9));
		this.group.reports(true, Map.of());
		assertThat(details()).containsEntry("blockedRecords", 0L);
	}

	@Test
	void theHistoryOfLagIsThatOfTheSamples() {
		this.group.history = List.of(new LagCurve.Point(KnownGroup.NOW, 4));
		assertThat(rows("lagHistory")).isEmpty();
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(5, 9));
		assertThat(rows("lagHistory")).containsExactly(Map.of("at", "2026-01-01T12:00:00Z", "lag", 4L));
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> rows(String field) {
		return (List<Map<String, Object>>) details().get(field);
	}

	private Map<String, Object> details() {
		return details(this.group.view());
	}

	private Map<String, Object> details(GroupView view) {
		List<PartitionView> partitions = new PartitionViews(this.group.listeners(), Optional.empty()).of(view);
		return new GroupSummary(this.group.listeners(), this.group.groups()).of(view, partitions)
			.putAll(new GroupDetails(this.group.listeners(), this.group.groups()).of(view, partitions))
			.toMap();
	}

}
