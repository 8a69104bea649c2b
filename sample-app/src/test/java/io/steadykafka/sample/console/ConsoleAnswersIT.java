package io.steadykafka.sample.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page makes of answers that tell of trouble, of slow ones, and of none.
 */
class ConsoleAnswersIT extends StubbedConsole {

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	@Test
	void whatDoesNotWorkIsSaid() {
		answer(new Canned(Texts.plain(), 24, 12));
		page.open("#/group/" + Canned.GROUP);
		page.see("#view", "Needs attention");
		stub.fail(401);
		page.see("#banner", "Session expired");
		assertGreyed();
		stub.fail(403);
		page.see("#banner", "Not allowed");
		stub.fail(503);
		page.see("#banner", "Request failed: The proxy answers 503");
		assertGreyed();
		stub.fail(500);
		page.see("#banner", "Request failed: status 500");
		answer(new Canned(Texts.plain(), 24, 12));
		page.dontSee("#banner", "Request");
		assertThat(browser.run("return getComputedStyle(document.querySelector('main')).filter")).isEqualTo("none");
		assertThat(browser.failedRequests(401, 403, 500, 503)).isPositive();
	}

	@Test
	void aSessionThatLeadsToALoginHasExpired() {
		answer(new Canned(Texts.plain(), 24, 12));
		page.open("#/group/" + Canned.GROUP);
		page.see("#view", "Needs attention");
		stub.login();
		page.see("#banner", "Session expired: The application asks to sign in. Sign in again");
		assertGreyed();
		browser.screenshot("session-expired");
		page.press("Sign in again");
		page.see("h1", "Sign in");
		answer(new Canned(Texts.plain(), 24, 12));
		browser.open(stub.address() + "/actuator/kafkaconsole#/group/" + Canned.GROUP);
		page.see("#view", "Needs attention");
		page.see("#live", "Live");
		page.dontSee("#banner", "Session");
	}

	@Test
	void timesAreInTheZoneOfTheReader() {
		Canned canned = new Canned(Texts.plain(), 24, 12);
		answer(canned);
		for (String zone : List.of("Asia/Kathmandu", "America/St_Johns")) {
			browser.zone(zone);
			page.open("#/group/" + Canned.GROUP + "/rebalances");
			page.see("#rebalances", "the handler took too long");
			List<String> instants = page.texts("#rebalances time", "each.dateTime");
			List<String> shown = page.texts("#rebalances time", "each.textContent");
			List<String> exact = page.texts("#rebalances time", "each.title");
			assertThat(instants).hasSize(12);
			for (int i = 0; i < instants.size(); i++) {
				ZonedDateTime time = Instant.parse(instants.get(i)).atZone(ZoneId.of(zone));
				assertThat(shown.get(i)).endsWith(CLOCK.format(time));
				assertThat(exact.get(i)).contains(CLOCK.format(time))
					.contains(String.valueOf(time.getYear()))
					.endsWith("Z");
			}
			page.open("#/group/" + Canned.GROUP + "/reset");
			page.choose("Go to", "A time");
			browser.run("const field = document.querySelector('#reset-value'); field.value = '2026-07-01T12:00:00';"
					+ "field.dispatchEvent(new Event('input', { bubbles: true }))");
			page.press("Preview");
			page.see("#preview", "again");
			assertThat(stub.lastOperation()).containsEntry("value",
					LocalDateTime.of(2026, 7, 1, 12, 0)
						.atZone(ZoneId.of(zone))
						.toInstant()
						.toString()
						.replace("Z", ".000Z"));
		}
	}

	@Test
	void aClusterThatDoesNotAnswerIsSaidOfItsGroupsOnly() {
		Canned canned = new Canned(Texts.plain(), 24, 12);
		answer(canned.with("group-2",
				Map.of("cluster", "kafka-2:9092", "groupSample", canned.sample("no answer from the brokers in time"))));
		page.open("#/");
		page.see("#banner", "Brokers do not answer for group-2 (kafka-2:9092): no answer from the brokers in time");
		assertThat(page.text("#live")).isEqualTo("Live");
		page.see("#attention [data-group=group-2]", "not known");
		assertThat(page.texts("tr.away", "each.dataset.group")).containsExactly("group-2");
		browser.screenshot("one-cluster-away");
		accessible();
		answer(new Canned(Texts.plain(), 24, 12));
		page.dontSee("#banner", "Brokers");
	}

	@Test
	void troubleInAnotherInstanceIsSeenInTheListOfGroups() {
		Canned canned = new Canned(Texts.plain(), 24, 12);
		answer(canned.with("group-1", Map.of("instances", List.of(canned.instance(false, "failed"))))
			.with("group-3", Map.of("instances", List.of(canned.instance(true, "running")))));
		page.open("#/");
		page.see("#attention [data-group=group-1]", "failed");
		page.see("#attention [data-group=group-3]", "not reporting");
		page.see("#attention [data-group=group-2]", "paused");
	}

	@Test
	void anUnevenAssignmentAndStandbysAreSeen() {
		Canned canned = new Canned(Texts.plain(), 24, 12);
		answer(canned.with(Canned.GROUP, Map.of("members", canned.members(16, 6, 2, 0, 0))));
		page.open("#/group/" + Canned.GROUP + "/assignment");
		page.see("#balance", "5 members, uneven: from 2 to 16 partitions, 2 on standby");
		assertThat(page.texts("#members tbody td:nth-child(3)", "each.textContent")).containsExactly("16", "6", "2",
				"standby", "standby");
		assertThat(page.texts("#members .bar > span", "each.style.width")).containsExactly("100%", "37.5%", "12.5%");
		page.see("#members", "orders 0–15");
		browser.screenshot("uneven");
	}

	@Test
	void slowAnswersDoNotPileUp() {
		Canned canned = new Canned(Texts.plain(), 24, 12);
		CountDownLatch never = new CountDownLatch(1);
		stub.answer((query) -> {
			try {
				return never.await(2500, TimeUnit.MILLISECONDS) ? null : canned.read(query);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}, canned::operate);
		page.open("#/");
		int reads = stub.reads();
		Page.waits("more").until(() -> stub.reads() > reads + 1);
		assertThat(stub.mostReadsAtOnce()).isEqualTo(1);
	}

	@Test
	void hiddenPagesDoNotAsk() {
		answer(new Canned(Texts.plain(), 24, 12));
		page.open("#/");
		String shown = browser.driver().getWindowHandle();
		browser.driver().switchTo().newWindow(WindowType.TAB);
		AtomicInteger reads = new AtomicInteger();
		// The last one may be under way.
		Page.waits("no more reads")
			.pollInterval(Duration.ofSeconds(3))
			.until(() -> stub.reads() == reads.getAndSet(stub.reads()));
		browser.driver().close();
		browser.driver().switchTo().window(shown);
		Page.waits("reads of the page that is shown again").until(() -> stub.reads() > reads.get());
	}

	private static void assertGreyed() {
		assertThat(browser.run("return getComputedStyle(document.querySelector('main')).filter"))
			.isEqualTo("grayscale(1)");
		assertThat(page.texts("main button:enabled:not(.sort, [aria-disabled])", "each.textContent")).isEmpty();
		page.see("#banner", " ago");
		accessible();
	}

}
