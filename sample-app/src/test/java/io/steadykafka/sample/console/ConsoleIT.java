package io.steadykafka.sample.console;

import java.util.Map;

import io.steadykafka.sample.topics.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operates the sample on its page as a person would, and asks the broker what came of it.
 */
class ConsoleIT extends SampleConsole {

	@AfterEach
	void handlerIsHealthy() throws Exception {
		instances.handler("delay=0ms&fail-every=0");
	}

	@Test
	@Order(1)
	void pausedListenerLagsAsTheBrokerSaysUntilItIsResumed() throws Exception {
		page.see("#healthy", GROUP);
		page.see("#healthy", "analytics");
		browser.screenshot("healthy");
		page.follow(GROUP);
		pause(LISTENER);
		page.see("[data-listener=order-processor]", "paused");
		for (int partition = 0; partition < 6; partition++) {
			cluster.order(partition, 3 + 25 * partition);
		}
		page.follow("Partitions");
		Map<Integer, Long> expected = cluster.lag(GROUP, Topics.ORDERS);
		assertThat(expected).containsEntry(0, 3L).containsEntry(5, 128L);
		Page.waits("lags").untilAsserted(() -> assertThat(page.lags()).isEqualTo(expected));
		Page.waits("reports of the other instance")
			.untilAsserted(() -> assertThat(page.partitions().values())
				.allSatisfy((row) -> assertThat(row).containsEntry("state", "paused")));
		assertThat(page.partitions().get("orders-0")).containsEntry("level", "normal");
		assertThat(page.partitions().get("orders-5")).containsEntry("level", "behind");
		page.follow("Overview");
		page.press("Resume " + LISTENER);
		page.see("#notices", "resumed");
		page.follow("Partitions");
		atRest();
	}

	@Test
	@Order(2)
	void onePartitionIsPausedAndResumed() throws Exception {
		page.open(HASH + "/partitions");
		pause("partition orders-3");
		page.see("tr[data-partition=orders-3]", "paused");
		cluster.order(2, 7);
		cluster.order(3, 7);
		Page.waits("lag of one")
			.untilAsserted(() -> assertThat(page.lags()).isEqualTo(Map.of(0, 0L, 1, 0L, 2, 0L, 3, 7L, 4, 0L, 5, 0L))
				.isEqualTo(cluster.lag(GROUP, Topics.ORDERS)));
		page.press("Resume partition orders-3");
		page.dontSee("tr[data-partition=orders-3]", "paused");
		atRest();
	}

	@Test
	@Order(3)
	void lagOfASlowHandlerGrowsAndChangesItsWordAndColor() throws Exception {
		instances.handler("delay=500ms");
		page.open(HASH + "/partitions");
		cluster.order(1, 40);
		Page.waits("some lag")
			.untilAsserted(() -> assertThat(page.partitions().get("orders-1")).containsEntry("level", "normal")
				.containsEntry("tone", "bar ok"));
		double before = width("orders-1");
		cluster.order(1, 600);
		cluster.order(4, 60);
		Page.waits("more lag")
			.untilAsserted(() -> assertThat(page.partitions().get("orders-1")).containsEntry("level", "behind, hot")
				.containsEntry("tone", "bar warn"));
		assertThat(width("orders-1")).isGreaterThan(before);
		page.see("tr[data-partition=orders-1]", "/s");
		browser.screenshot("lagging-partitions");
		page.open("#/");
		page.see("#attention", "behind");
		browser.screenshot("lagging");
		instances.handler("delay=0ms");
		page.open(HASH + "/partitions");
		atRest();
	}

	@Test
	@Order(4)
	void blockedRecordIsFoundInTwoClicksAndSkipped() throws Exception {
		instances.handler("fail-every=10");
		long offset = cluster.orderUntilOneFails(0, 10);
		cluster.order(0, 340);
		page.see("#attention [data-group=" + GROUP + "]", "1 blocked");
		instances.handler("fail-every=0&delay=500ms");
		for (int partition = 1; partition < 6; partition++) {
			cluster.order(partition, 40 * partition * (partition % 3));
		}
		Pictures.take(browser, page);
		page.open("#/");
		page.follow("1 blocked");
		page.see("[data-record='orders-0@" + offset + "']", "Offset " + offset + " fails, as fail-every is 10");
		browser.screenshot("blocked");
		instances.handler("delay=0ms");
		page.press("Skip orders-0 at " + offset);
		assertThat(browser.run("return document.querySelector('dialog .danger').disabled")).isEqualTo(true);
		page.type("To go on, type the name of the group", GROUP);
		page.press("Skip record");
		page.see("#notices", "orders-0 at " + offset + " is skipped");
		page.see("#view", "No listener fails on a record");
		page.open(HASH + "/partitions");
		atRest();
	}

	@Test
	@Order(5)
	void failingRecordsAreDeadLetteredAndRetried() throws Exception {
		instances.handler("fail-every=10");
		long[] offsets = new long[4];
		for (int partition = 1; partition <= 3; partition++) {
			offsets[partition] = cluster.orderUntilOneFails(partition, 10);
		}
		page.see("#attention [data-group=" + GROUP + "]", "3 blocked");
		page.open(HASH + "/records");
		for (int partition = 1; partition <= 2; partition++) {
			page.press("Dead-letter orders-" + partition + " at " + offsets[partition]);
			page.press("Dead-letter record");
			page.dontSee("#view", "orders-" + partition + " at");
		}
		assertThat(cluster.ends("orders-dlt").values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
		instances.handler("fail-every=0");
		page.press("Retry now orders-3 at " + offsets[3]);
		page.see("#view", "No listener fails on a record");
		page.open(HASH + "/partitions");
		atRest();
	}

	@Test
	@Order(6)
	void deadLettersAreReplayed() throws Exception {
		page.open(HASH + "/dead-letters");
		page.press("Browse the last ones");
		page.see("#letters", "IllegalStateException");
		page.press("Count dead letters");
		page.see("#letters-counted", "2 dead letters to replay");
		browser.screenshot("dead-letters");
		instances.handler("delay=10s");
		page.press("Replay 2 dead letters");
		page.press("Replay");
		page.see("#replays", "running");
		browser.screenshot("replay");
		instances.handler("delay=0ms");
		page.see("#replays", "2 of 2 replayed, 0 failed again");
		page.see("#replays", "done");
		assertThat(cluster.committed(GROUP + ".dlt", "orders-dlt")).isEqualTo(cluster.ends("orders-dlt"));
	}

	@Test
	@Order(7)
	void resetIsPreviewedExecutedAndUndone() throws Exception {
		page.open(HASH + "/overview");
		pause(LISTENER);
		page.see("[data-listener=order-processor]", "paused");
		Map<Integer, Long> before = cluster.committed(GROUP, Topics.ORDERS);
		page.follow("Reset");
		page.choose("Topic", Topics.ORDERS);
		page.type("Partitions", "0, 2-3");
		page.choose("Go to", "An offset");
		page.type("Offset", "2");
		page.press("Preview");
		page.see("#plan", "orders-0 " + "%,d".formatted(before.get(0)));
		page.see("#preview", "3 partitions");
		browser.screenshot("reset-preview");
		assertThat(cluster.committed(GROUP, Topics.ORDERS)).isEqualTo(before);
		page.press("Execute reset");
		page.press("Reset");
		page.see("#notices", "The group was reset");
		assertThat(cluster.committed(GROUP, Topics.ORDERS)).containsEntry(0, 2L)
			.containsEntry(2, 2L)
			.containsEntry(3, 2L)
			.containsEntry(1, before.get(1))
			.containsEntry(4, before.get(4));
		undo(1);
		assertThat(cluster.committed(GROUP, Topics.ORDERS)).isEqualTo(before);
		leaveOut();
		undo(3);
		assertThat(cluster.committed(GROUP, Topics.ORDERS)).isEqualTo(before);
		page.follow("Overview");
		page.press("Resume " + LISTENER);
		page.follow("Partitions");
		atRest();
	}

	@Test
	@Order(9)
	void eachTargetIsPreviewedAndChangesNothing() throws Exception {
		page.open(HASH + "/reset");
		Map<Integer, Long> before = cluster.committed(GROUP, Topics.ORDERS);
		long now = before.get(0);
		page.choose("Topic", Topics.ORDERS);
		page.type("Partitions", "0");
		previewed("Start of the log", null, null, now, 0);
		previewed("Where it is committed", null, null, now, now);
		previewed("Shift by a number of records", "Records", "-3", now, now - 3);
		previewed("Back by a duration", "Duration", "1d", now, 0);
		page.choose("Go to", "A time");
		browser.run("const field = document.querySelector('#reset-value'); field.value = '2020-01-01T00:00:00';"
				+ "field.dispatchEvent(new Event('input', { bubbles: true }))");
		page.press("Preview");
		page.see("#plan", "orders-0 %,d %d".formatted(now, 0));
		assertThat(cluster.committed(GROUP, Topics.ORDERS)).isEqualTo(before);
	}

	private static void previewed(String target, String label, String value, long before, long after) {
		page.choose("Go to", target);
		if (label != null) {
			page.type(label, value);
		}
		page.dontSee("#view", "On the log");
		page.press("Preview");
		page.see("#plan", "orders-0 %,d %,d".formatted(before, after));
	}

	private static void leaveOut() throws Exception {
		cluster.order(5, 11);
		page.choose("Topic", "All topics of the group");
		page.choose("Go to", "End of the log");
		page.press("Preview");
		page.see("#preview", "11 left out");
		page.press("Execute reset");
		assertThat(browser.run("return document.querySelector('dialog .danger').disabled")).isEqualTo(true);
		page.type("To go on, type the name of the group", GROUP);
		page.press("Reset");
		Page.waits("end of the log")
			.untilAsserted(
					() -> assertThat(cluster.committed(GROUP, Topics.ORDERS)).isEqualTo(cluster.ends(Topics.ORDERS)));
	}

	private static void undo(int resets) {
		Page.waits("offer").until(() -> browser.all("[data-reset] button").size() == resets);
		page.press(page.texts("[data-reset] button", "each.getAttribute('aria-label')").get(0));
		page.see("#preview", "Preview of the undo");
		page.press("Execute undo");
		page.press("Undo");
		page.see("#preview", "Undone");
	}

	@Test
	@Order(8)
	void listenerIsStoppedAndStarted() throws Exception {
		page.follow("audit");
		page.press("Stop listener audit");
		page.press("Stop");
		page.see("[data-listener=audit]", "stopped");
		page.see("#notices", "listener audit stopped");
		Page.waits("no members").untilAsserted(() -> assertThat(cluster.members("audit")).isZero());
		page.press("Start listener audit");
		page.see("#notices", "listener audit started");
		page.see("[data-listener=audit]", "running");
		Page.waits("members").until(() -> cluster.members("audit") == 2);
	}

	private static void pause(String what) {
		page.press("Pause " + what);
		page.press("Pause");
		// Comes after all instances have answered.
		page.see("#notices", what + " paused");
	}

	private static double width(String partition) {
		return ((Number) page.partitions().get(partition).get("width")).doubleValue();
	}

	private static void atRest() {
		Page.waits("rest").untilAsserted(() -> {
			assertThat(cluster.totalLag(GROUP)).isZero();
			assertThat(page.lags()).isEqualTo(cluster.lag(GROUP, Topics.ORDERS));
			assertThat(page.partitions().values()).allSatisfy(
					(row) -> assertThat(row).containsEntry("state", "flowing").containsEntry("level", "caught up"));
		});
	}

}
