package io.steadykafka.sample.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes first, what is found, and how much of it is said.
 */
class ConsoleListsIT extends StubbedConsole {

	private static final String HASH = "#/group/" + Canned.GROUP;

	private final Canned canned = new Canned(Texts.plain(), 24, 12);

	@Test
	void groupsComeTheWorstFirstThenByLagAndAreFound() {
		answer(this.canned.with("group-1", Map.of("level", "behind", "lag", 500))
			.with("group-2", Map.of("level", "behind", "lag", 9000)));
		page.open("#/");
		page.see("#attention", "group-2");
		assertThat(page.texts("tr[data-group]", "each.dataset.group")).containsExactly(Canned.GROUP, "group-2",
				"group-1", "group-4", "group-3");
		page.type("Search groups", "GROUP-2");
		Page.waits("one group")
			.untilAsserted(
					() -> assertThat(page.texts("tr[data-group]", "each.dataset.group")).containsExactly("group-2"));
	}

	@Test
	void partitionsAreSortedByValue() {
		answer(this.canned.with(Canned.GROUP, Map.of("partitions", lags(1000, 3, null, 300_000, 20))));
		page.open(HASH + "/partitions");
		page.press("Lag");
		assertThat(page.order()).containsExactly("orders-4", "orders-1", "orders-5", "orders-2", "orders-3");
		page.press("Lag");
		assertThat(page.order()).containsExactly("orders-2", "orders-5", "orders-1", "orders-4", "orders-3");
		answer(this.canned.with(Canned.GROUP, Map.of()));
		page.see("#shown", "24 of 24");
		page.press("Partition");
		assertThat(page.order()).startsWith("orders-0", "orders-1", "orders-2", "orders-3");
	}

	@Test
	void partitionsAreFoundByNameAndState() {
		answer(this.canned);
		page.open(HASH + "/partitions");
		page.choose("State or level", "blocked");
		page.see("#shown", "3 of 24");
		assertThat(page.order()).containsExactly("orders-0", "orders-10", "orders-20");
		page.choose("State or level", "All states");
		page.type("Partition or owner", "orders-1");
		page.see("#shown", "1 of 24");
		page.type("Partition or owner", "-1");
		page.see("#shown", "11 of 24");
		page.open(HASH + "/overview");
		browser.run("document.querySelector('.strip [data-at=orders-2]').click()");
		page.see("#shown", "1 of 24");
		assertThat(page.order()).containsExactly("orders-2");
		assertThat(page.texts("#shown", "each.role")).containsExactly("status");
	}

	@Test
	void rebalancesAreManyByTheirNumberNotByTheirRows() {
		answer(this.canned.with(Canned.GROUP, Map.of("rebalancesLastHour", 4)));
		page.open(HASH + "/rebalances");
		page.see("#rebalances", "assigned orders 1 · revoked orders 2 · kept orders 3");
		assertThat(page.texts("#view .callout", "each.textContent")).isEmpty();
		page.follow("Overview");
		page.see("#attention", "blocked");
		assertThat(page.text("#attention")).doesNotContain("rebalances");
		answer(this.canned.with(Canned.GROUP, Map.of("rebalancesLastHour", 31)));
		page.see("#attention", "many rebalances 31 in the last hour most often because members came or went");
		page.follow("Rebalances");
		page.see("#view .callout", "31 in the last hour, most often because members came or went. deploy one by one");
		answer(this.canned.with(Canned.GROUP, Map.of("rebalancesLastHour", 31, "rebalances", List.of())));
		page.see("#view .callout", "31 in the last hour.");
	}

	@Test
	void whatIsLeftOutOrNotKnownOfRecordsIsSaid() {
		List<Map<String, Object>> records = new ArrayList<>(
				IntStream.range(0, 7).mapToObj((partition) -> this.canned.record(partition, "blocked")).toList());
		records.get(0).put("timestamp", null);
		records.get(0).put("timestampUnknown", "the broker did not say");
		records.get(0).put("stackTrace", List.of());
		records.get(0).put("stackTraceUnknown", "stack traces are not kept");
		answer(this.canned.with(Canned.GROUP, Map.of("records", records)));
		page.open(HASH + "/overview");
		page.see("#attention", "and 2 more failing records");
		page.follow("and 2 more");
		page.see("[data-record='orders-0@17']", "No stack trace: stack traces are not kept");
		assertThat(page.text("#view")).doesNotContain("1970");
		page.see("[data-record='orders-0@17'] .facts", "the broker did not say");
	}

	@Test
	void aGroupWithoutTroubleSaysSo() {
		answer(this.canned.with(Canned.GROUP, Map.of("records", List.of(), "findings", List.of(), "health", List.of(),
				"losses", List.of(), "instances", List.of(), "rebalancesLastHour", 0)));
		page.open(HASH + "/overview");
		page.see("#attention", "Nothing needs attention.");
	}

	private List<Map<String, Object>> lags(Integer... lags) {
		List<Map<String, Object>> partitions = new ArrayList<>();
		for (Integer lag : Arrays.asList(lags)) {
			Map<String, Object> partition = this.canned.partition(partitions.size() + 1);
			partition.put("lag", lag);
			partition.put("sampledAt", Instant.now().toString());
			partitions.add(partition);
		}
		return partitions;
	}

}
