package io.steadykafka.sample.console;

import java.util.Map;

import io.steadykafka.sample.topics.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operates the sample without a mouse, and sees at each step where the focus is.
 */
class ConsoleKeyboardIT extends SampleConsole {

	private Keyboard keyboard;

	@BeforeEach
	void takeTheKeyboard() {
		this.keyboard = new Keyboard(browser);
	}

	@AfterEach
	void handlerIsHealthy() throws Exception {
		instances.handler("delay=0ms&fail-every=0");
	}

	@Test
	@Order(1)
	void aListenerIsPausedAndResumed() {
		page.see("main", "analytics");
		this.keyboard.to("analytics").press(Keys.ENTER);
		page.see("#listeners", "running");
		this.keyboard.to("Pause listener analytics").press(Keys.ENTER);
		page.see("dialog", "Pause listener analytics?");
		this.keyboard.press(Keys.ESCAPE);
		Page.waits("no dialog").until(() -> browser.all("dialog").isEmpty());
		assertThat(this.keyboard.focused()).isEqualTo("Pause listener analytics");
		this.keyboard.press(Keys.ENTER);
		page.see("dialog", "Pause listener analytics?");
		if (!this.keyboard.focused().equals("Pause")) {
			this.keyboard.to("Pause");
		}
		this.keyboard.press(Keys.ENTER);
		page.see("[data-listener=analytics]", "paused by");
		page.see("#notices", "listener analytics paused");
		Page.waits("focus on the opposite").until(() -> this.keyboard.focused().equals("Resume listener analytics"));
		this.keyboard.press(Keys.ENTER);
		page.dontSee("[data-listener=analytics]", "paused by");
		Page.waits("focus on the opposite").until(() -> this.keyboard.focused().equals("Pause listener analytics"));
	}

	@Test
	@Order(2)
	void tabsAreOpenedAndRowsSortedAndFound() {
		page.see("main", "analytics");
		this.keyboard.to(GROUP).press(Keys.ENTER);
		page.see("#listeners", "running");
		this.keyboard.to("Partitions 6").press(Keys.ENTER);
		page.see("#shown", "6 of 6");
		this.keyboard.to("Partition or owner").press("orders-");
		this.keyboard.to("Partition").press(Keys.ENTER);
		assertThat(page.order()).startsWith("orders-0", "orders-1");
		assertThat(this.keyboard.press(Keys.SPACE).focused()).isEqualTo("Partition");
		assertThat(page.order()).startsWith("orders-5", "orders-4");
		assertThat(page.texts("[aria-sort]", "each.getAttribute('aria-sort')")).containsExactly("descending");
		this.keyboard.back("Assignment 6").press(Keys.ENTER);
		page.see("#balance", "6 members");
		assertThat(this.keyboard.focused()).isEqualTo("Assignment 6");
	}

	@Test
	@Order(3)
	void aResetIsPreviewedAndLeft() throws Exception {
		cluster.order(4, 5);
		Page.waits("rest").until(() -> cluster.totalLag(GROUP) == 0);
		Map<Integer, Long> before = cluster.committed(GROUP, Topics.ORDERS);
		page.open(HASH);
		this.keyboard.to("Reset").press(Keys.ENTER);
		this.keyboard.to("Topic").press(Topics.ORDERS);
		this.keyboard.to("Partitions").press("3-4");
		this.keyboard.to("Go to").press("shift");
		this.keyboard.to("Records").press("-2");
		this.keyboard.to("Preview").press(Keys.ENTER);
		page.see("#plan", "orders-4 %d %d".formatted(before.get(4), before.get(4) - 2));
		this.keyboard.to("Execute reset").press(Keys.ENTER);
		page.see("dialog", "Reset the group?");
		this.keyboard.press(Keys.ESCAPE);
		Page.waits("no dialog").until(() -> browser.all("dialog").isEmpty());
		assertThat(this.keyboard.focused()).isEqualTo("Execute reset");
		assertThat(cluster.committed(GROUP, Topics.ORDERS)).isEqualTo(before);
	}

	@Test
	@Order(4)
	void recordsAreSkippedAndDeadLetteredAndReplayed() throws Exception {
		instances.handler("fail-every=10");
		long skipped = cluster.orderUntilOneFails(0, 10);
		long deadLettered = cluster.orderUntilOneFails(1, 10);
		page.see("#attention [data-group=" + GROUP + "]", "2 blocked");
		this.keyboard.to("2 blocked").press(Keys.ENTER);
		page.see("#view", "orders-0 at offset");
		page.see("#view", "orders-1 at offset");
		this.keyboard.to("Skip orders-0 at " + skipped).press(Keys.ENTER);
		page.see("dialog", "type the name of the group");
		assertThat(this.keyboard.focused()).startsWith("To go on, type the name of the group");
		this.keyboard.press(GROUP).press(Keys.ENTER);
		page.see("#notices", "is skipped");
		page.dontSee("#view", "orders-0 at offset");
		this.keyboard.to("Dead-letter orders-1 at " + deadLettered).press(Keys.ENTER);
		page.see("dialog", "It can be replayed from there");
		this.keyboard.to("Dead-letter record").press(Keys.ENTER);
		page.see("#view", "No listener fails on a record");
		assertThat(cluster.ends("orders-dlt").values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1);
		instances.handler("fail-every=0");
		this.keyboard.to("Dead letters").press(Keys.ENTER);
		this.keyboard.to("Count dead letters").press(Keys.ENTER);
		page.see("#letters-counted", "1 dead letter to replay");
		this.keyboard.to("Replay 1 dead letter").press(Keys.ENTER);
		page.see("dialog", "Replay 1 dead letter?");
		this.keyboard.to("Replay").press(Keys.ENTER);
		page.see("#replays", "1 of 1 replayed, 0 failed again");
		assertThat(cluster.committed(GROUP + ".dlt", "orders-dlt")).isEqualTo(cluster.ends("orders-dlt"));
	}

}
