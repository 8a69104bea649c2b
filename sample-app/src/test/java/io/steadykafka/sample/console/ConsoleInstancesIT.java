package io.steadykafka.sample.console;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadykafka.sample.topics.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operates what another instance has, looks at what the sample tells of itself, and comes
 * through a proxy.
 */
class ConsoleInstancesIT extends SampleConsole {

	@AfterEach
	void handlerIsHealthy() throws Exception {
		instances.handler("delay=0ms&fail-every=0");
	}

	@Test
	@Order(1)
	void assignmentIsThatOfTheBroker() throws Exception {
		page.open(HASH + "/assignment");
		page.see("#balance", "6 members, even");
		Map<String, Set<Integer>> assigned = cluster.assignment(GROUP);
		assertThat(assigned).hasSize(6);
		for (String member : assigned.keySet()) {
			assertThat(
					page.texts("#members tr:has([title='" + member + "']) > :last-child > small", "each.textContent"))
				.containsExactly("orders " + assigned.get(member).iterator().next());
		}
		assertThat(page.texts("#members .strip i:not(.other)", "each.title")).hasSize(6);
		assertThat(page.texts("#members td:nth-child(2)", "each.firstChild.firstChild.textContent")).hasSize(6)
			.filteredOn("this instance"::equals)
			.hasSize(3);
	}

	@Test
	@Order(2)
	void listenerIsRestartedInAllInstances() throws Exception {
		Set<String> before = cluster.assignment("audit").keySet();
		assertThat(before).hasSize(2);
		page.follow("audit");
		page.press("Restart listener audit");
		page.see("dialog", "It finishes its work, leaves the group and joins again");
		page.press("Restart");
		page.see("#notices", "listener audit restarted");
		page.see("[data-listener=audit]", "running");
		Page.waits("other members")
			.untilAsserted(() -> assertThat(cluster.assignment("audit").keySet()).hasSize(2)
				.doesNotContainAnyElementsOf(before));
		page.open("#/group/audit/rebalances");
		page.see("#rebalances", "payments");
		assertThat(page.texts("#rebalances time", "each.dateTime")).isNotEmpty();
		assertThat(page.texts("#rebalances summary", "each.textContent")).isNotEmpty().doesNotContain("not known");
		browser.screenshot("rebalances");
	}

	@Test
	@Order(3)
	void settingsOfTheListenersAndWhatWasFoundAreShown() {
		page.open(HASH + "/settings");
		page.see("#settings", "session.timeout.ms 45000 kafka default order-processor");
		page.type("Setting, value or origin", "ASSIGNMENT");
		page.dontSee("#settings", "session.timeout.ms");
		page.see("#settings", "CooperativeStickyAssignor steady-kafka order-processor");
		page.type("Setting, value or origin", "steady-kafka");
		assertThat(page.texts("#settings .chip", "each.textContent")).isNotEmpty().containsOnly("steady-kafka");
		browser.screenshot("settings");
		page.follow("Health");
		page.see("#findings", "Nothing was found.");
		page.see("#health", "kafkaConsumers");
		page.see("#health", "UP");
		browser.screenshot("health");
	}

	@Test
	@Order(4)
	void recordsOfAnotherInstanceAreRetriedAndSkipped() throws Exception {
		page.open(HASH + "/partitions");
		Page.waits("owners").until(() -> elsewhere().size() == 3);
		int retried = elsewhere().get(0);
		int skipped = elsewhere().get(1);
		instances.handler("fail-every=10");
		long first = cluster.orderUntilOneFails(retried, 10);
		long second = cluster.orderUntilOneFails(skipped, 10);
		page.open("#/");
		page.see("#attention [data-group=" + GROUP + "]", "2 blocked");
		page.follow("2 blocked");
		for (String record : List.of(record(retried, first), record(skipped, second))) {
			page.see("[data-record='" + record.replace(" at ", "@") + "'] .facts", "@");
			assertThat(page.text("[data-record='" + record.replace(" at ", "@") + "'] .facts"))
				.doesNotContain("this instance");
		}
		browser.screenshot("records-elsewhere");
		page.press("Skip " + record(skipped, second));
		page.type("To go on, type the name of the group", GROUP);
		page.press("Skip record");
		page.dontSee("#view", "orders-" + skipped + " at");
		instances.handler("fail-every=0");
		page.press("Retry now " + record(retried, first));
		page.see("#view", "No listener fails on a record");
		Page.waits("rest").until(() -> cluster.totalLag(GROUP) == 0);
	}

	private static List<Integer> elsewhere() {
		return page.texts("#partitions tr[data-partition]",
				"each.textContent.includes('@') && !each.textContent.includes('this instance') ? each.dataset.partition : ''")
			.stream()
			.filter((partition) -> !partition.isEmpty())
			.map((partition) -> Integer.valueOf(partition.substring(partition.lastIndexOf('-') + 1)))
			.toList();
	}

	private static String record(int partition, long offset) {
		return Topics.ORDERS + "-" + partition + " at " + offset;
	}

	@Test
	@Order(5)
	void replayIsCancelled() throws Exception {
		instances.handler("fail-every=10");
		long[] offsets = new long[3];
		for (int partition = 0; partition < offsets.length; partition++) {
			offsets[partition] = cluster.orderUntilOneFails(partition, 10);
		}
		page.open(HASH + "/records");
		for (int partition = 0; partition < offsets.length; partition++) {
			page.press("Dead-letter " + record(partition, offsets[partition]));
			page.press("Dead-letter record");
			page.dontSee("#view", "orders-" + partition + " at");
		}
		instances.handler("fail-every=0&delay=5s");
		page.follow("Dead letters");
		page.press("Count dead letters");
		page.press("Replay 3 dead letters");
		page.press("Replay");
		page.see("#replays", "running");
		page.press("Cancel replay of orders-dlt");
		page.see("#notices", "The replay ends after the current record");
		page.see("#replays", "ended early");
		page.see("#replays", "cancelled by");
		assertThat(page.text("#replays")).doesNotContain("3 of 3 replayed");
		browser.screenshot("replay-cancelled");
		long replayed = cluster.committed(GROUP + ".dlt", "orders-dlt")
			.values()
			.stream()
			.mapToLong(Long::longValue)
			.sum();
		page.see("#replays", replayed + " of 3 replayed");
		instances.handler("delay=0ms");
		page.press("Count dead letters");
		page.see("#letters-counted", (3 - replayed) + " dead letter");
	}

	@Test
	@Order(6)
	void aProxyMayPutAPathBeforeIt() throws Exception {
		try (PrefixProxy proxy = PrefixProxy.start(instances.first().address())) {
			Page behind = new Page(browser, proxy.address());
			behind.open("#/");
			behind.see("#healthy", "analytics");
			behind.follow("analytics");
			behind.press("Pause listener analytics");
			behind.press("Pause");
			behind.see("[data-listener=analytics]", "paused by");
			behind.see("#notices", "paused");
			behind.press("Resume listener analytics");
			behind.see("#notices", "resumed");
			behind.dontSee("[data-listener=analytics]", "paused by");
			assertThat(proxy.outside()).isEmpty();
			assertThat(browser.requests()).filteredOn((address) -> address.startsWith("http"))
				.anyMatch((address) -> address.startsWith(proxy.address() + "/actuator/kafkaconsole/"))
				.filteredOn((address) -> !address.startsWith(instances.first().address()))
				.allMatch((address) -> address.startsWith(proxy.address() + "/actuator/"));
		}
		// Asks for the address of the application only, from now on.
		browser.forget();
		page.open("#/");
	}

}
