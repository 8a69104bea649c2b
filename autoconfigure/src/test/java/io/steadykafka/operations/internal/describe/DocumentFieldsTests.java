package io.steadykafka.operations.internal.describe;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.steadykafka.failure.FailedRecord.State;
import io.steadykafka.lag.Loss;
import io.steadykafka.lag.internal.time.LagCurve;
import io.steadykafka.lint.internal.Finding;
import io.steadykafka.lint.internal.Severity;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.operations.internal.describe.field.DocumentedFields;
import io.steadykafka.operations.internal.describe.field.Field;
import io.steadykafka.operations.internal.describe.row.GroupDetails;
import io.steadykafka.operations.internal.describe.row.GroupSummary;
import io.steadykafka.operations.internal.describe.view.GroupReport;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.InstanceView;
import io.steadykafka.operations.internal.describe.view.PartitionView;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.startup.ListenerReport;
import io.steadykafka.watchdog.internal.diagnosis.WatchFinding;
import io.steadykafka.watchdog.internal.diagnosis.WatchState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documents have the fields that are documented, each in its place, and no others.
 */
class DocumentFieldsTests {

	private final KnownGroup group = full();

	private final Map<String, Object> description = describe();

	private final Map<String, Object> groups = groups();

	@Test
	void eachDocumentHasTheFieldsOfItsSection() {
		Map<String, Map<?, ?>> found = new LinkedHashMap<>();
		found.put("groups", this.groups);
		found.put("listing", first(this.groups, "listing"));
		found.put("group", first(this.groups, "groups"));
		found.put("sample", (Map<?, ?>) first(this.groups, "listing").get("sample"));
		found.put("lagHistory", first(this.description, "lagHistory"));
		for (String list : List.of("listeners", "members", "partitions", "rebalances", "records", "replays", "resets",
				"instances", "losses", "settings", "findings", "health")) {
			found.put(list, first(this.description, list));
		}
		found.put("owner", (Map<?, ?>) first(this.description, "partitions").get("owner"));
		found.forEach((section, document) -> assertThat(names(document)).as(section).isEqualTo(documented(section)));
		assertThat(DocumentedFields.sections().keySet()).containsAll(found.keySet())
			.hasSize(found.size() + Set.of("description").size());
	}

	@Test
	void theDocumentOfOneGroupHasThoseOfTheListToo() {
		Set<String> both = documented("group");
		both.addAll(documented("description"));
		both.remove("scope");
		assertThat(names(this.description)).isEqualTo(both);
	}

	private static Map<?, ?> first(Map<String, Object> document, String list) {
		return (Map<?, ?>) ((List<?>) document.get(list)).get(0);
	}

	private static Set<String> names(Map<?, ?> document) {
		return document.keySet()
			.stream()
			.map(String::valueOf)
			.filter((name) -> !name.endsWith(Field.UNKNOWN))
			.collect(Collectors.toSet());
	}

	private static Set<String> documented(String section) {
		return DocumentedFields.sections()
			.get(section)
			.stream()
			.map((field) -> field.text().name())
			.collect(Collectors.toSet());
	}

	private Map<String, Object> describe() {
		GroupView view = this.group.view();
		List<PartitionView> views = new PartitionViews(this.group.listeners(), Optional.empty()).of(view);
		return new GroupSummary(this.group.listeners(), this.group.groups()).of(view, views)
			.putAll(new GroupDetails(this.group.listeners(), this.group.groups()).of(view, views))
			.toMap();
	}

	private Map<String, Object> groups() {
		try (DefaultGroupDescriptions descriptions = new DefaultGroupDescriptions(() -> "this instance only",
				this.group.local.containers(), (listener) -> {
					throw new IllegalStateException("no brokers in this test");
				}, this.group.listeners(), this.group.groups(), Clock.systemUTC())) {
			return descriptions.groups(true);
		}
	}

	private static KnownGroup full() {
		KnownGroup group = new KnownGroup().here(KnownGroup.orders(0))
			.sampled(KnownGroup.orders(0), KnownGroup.lag(5, 9));
		Instant now = KnownGroup.NOW;
		group.failing.add(KnownGroup.failed(0, State.BLOCKED));
		group.replays.add(KnownGroup.replay("orders"));
		group.resets.add(KnownGroup.reset("shop"));
		group.others.add(new InstanceView("1f", "12@host", now, false, List.of("orders: running"), List.of(), List.of(),
				GroupReport.NONE, List.of()));
		group.history = List.of(new LagCurve.Point(now, 4));
		group.lag = KnownLag.of(List.of(new Loss(KnownGroup.orders(0), 3, now)));
		group.rebalances = Optional
			.of(new RebalanceView(() -> List.of(KnownRebalance.revoking("orders", KnownGroup.orders(0), now)),
					(listener) -> List.of(now)));
		group.watchdog.add(new WatchFinding(WatchState.SLOW_LISTENER, WatchFinding.Severity.WARNING, "it is slow",
				"make it faster", now));
		group.lint.add(new Finding("client-id", "orders", Severity.UNWISE, "two have one", "give each its own"));
		group.reports.add(new ListenerReport("orders", "shop", List.of("orders"), 1,
				List.of(new Setting("max.poll.records", "500", Origin.YOURS, ""))));
		group.health = () -> Map.of("kafkaConsumers",
				Map.of("listeners", Map.of("orders", Map.of("status", "UP", "reason", "running"))));
		return group;
	}

}
