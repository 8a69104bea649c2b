package io.steadykafka.sample.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks at the real page with answers that no sample gives on demand.
 */
@RequiresBrowser
class ConsoleLooksIT {

	private static final String OBSERVE = """
			const seen = window.seen = { shift: 0, longest: 0 };
			new PerformanceObserver((list) => list.getEntries().filter((entry) => !entry.hadRecentInput).forEach((entry) => seen.shift += entry.value))
				.observe({ type: 'layout-shift' });
			new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen.longest = Math.max(seen.longest, entry.duration)))
				.observe({ type: 'longtask' });
			""";

	private static StubConsole stub;

	private static Browser browser;

	private static Page page;

	@BeforeAll
	static void start() throws Exception {
		stub = StubConsole.start();
		browser = Browser.start();
		page = new Page(browser, stub.address());
	}

	@AfterAll
	static void end() {
		browser.close();
		stub.close();
	}

	@BeforeEach
	void usual() {
		browser.size(1440, 900);
		browser.dark(false);
		browser.forget();
	}

	@AfterEach
	void nothingIsWrongWithThePage() {
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.requests()).isNotEmpty()
			.allMatch((address) -> address.startsWith(stub.address()) || address.startsWith("data:")
					|| address.equals("about:blank"));
	}

	@Test
	void fiveHundredPartitionsUpdateWithoutJumpsAndLongTasks() {
		answer(new Canned(Texts.plain(), 500, 12));
		int seconds = Integer.getInteger("steady.console.seconds", 20);
		for (String view : List.of("partitions", "overview")) {
			page.open("#/group/" + Canned.GROUP + "/" + view);
			page.see("#view", "blocked");
			browser.screenshot("500-" + view);
			// A machine that is busy with something else makes tasks long too: not each
			// time.
			Map<String, Double> seen = watch(view.equals("partitions") ? seconds : seconds / 4);
			for (int i = 0; i < 2 && seen.get("longest") > 200; i++) {
				seen = watch(view.equals("partitions") ? seconds : seconds / 4);
			}
			assertThat(seen.get("longest")).as(view + ": " + seen).isLessThanOrEqualTo(200);
			assertThat(seen.get("shift")).as(view + ": " + seen).isLessThanOrEqualTo(0.1);
		}
	}

	/**
	 * Watches the page while it updates each 2 s.
	 */
	private static Map<String, Double> watch(int seconds) {
		int reads = stub.reads();
		String before = page.text("#view");
		browser.run(OBSERVE);
		Page.waits("updates").atMost(Duration.ofSeconds(4L * seconds)).until(() -> stub.reads() >= reads + seconds / 2);
		assertThat(page.text("#view")).isNotEqualTo(before);
		return Map.of("shift", ((Number) browser.run("return window.seen.shift")).doubleValue(), "longest",
				((Number) browser.run("return window.seen.longest")).doubleValue());
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void axeFindsNoViolation(boolean dark) {
		Canned canned = new Canned(Texts.plain(), 24, 12);
		browser.dark(dark);
		answer(canned);
		List<String> violations = new ArrayList<>();
		new Views(page, canned).visit((view) -> {
			browser.violations().forEach((violation) -> violations.add(view + ": " + violation));
			browser.screenshot(((dark) ? "dark-" : "light-") + view);
		});
		assertThat(violations).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 220 })
	void everyViewFitsASmallScreen(int longerNames) {
		browser.size(360, 740);
		Canned canned = new Canned((longerNames > 0) ? Texts.ofLength(longerNames) : Texts.plain(), 24, 12);
		answer(canned);
		List<String> wide = new ArrayList<>();
		new Views(page, canned).visit((view) -> {
			if (browser.run("return document.documentElement.scrollWidth > 360").equals(true)) {
				wide.add(view);
			}
			browser.screenshot("360-" + view + ((longerNames > 0) ? "-long" : ""));
		});
		assertThat(wide).isEmpty();
	}

	@Test
	void aLargeScreenIsUsed() {
		browser.size(3840, 2160);
		Canned canned = new Canned(Texts.plain(), 500, 12);
		answer(canned);
		page.open("#/group/" + Canned.GROUP + "/partitions");
		page.see("#shown", "500 of 500");
		browser.screenshot("4k-partitions");
		assertThat(browser.run("return document.documentElement.scrollWidth > 3840")).isEqualTo(false);
		page.follow("Assignment");
		page.see("#balance", "1 on standby");
	}

	@Test
	void hostileTextsAreText() {
		Canned canned = new Canned(Texts.hostile(), 12, 6);
		answer(canned);
		StringBuilder read = new StringBuilder();
		new Views(page, canned).visit((view) -> {
			read.append(browser.run("return document.body.textContent"));
			Hostile.check(browser);
			browser.screenshot("hostile-" + view);
		});
		assertThat(Texts.HOSTILE).allMatch((text) -> read.indexOf(Texts.shown(text)) >= 0);
	}

	@Test
	void manyRebalancesAreShownWithTheirRemedy() {
		answer(new Canned(Texts.plain(), 24, 40));
		page.open("#/group/" + Canned.GROUP + "/rebalances");
		page.see("#view", "rebalances in the last hour because");
		page.see("#view", "make the handler faster");
		browser.screenshot("rebalance-storm");
		page.open("#/");
		page.see("[data-group=" + Canned.GROUP + "]", "40/h");
	}

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
		page.see("#banner", "Application gone");
		assertGreyed();
		answer(new Canned(Texts.plain(), 24, 12));
		page.dontSee("#banner", "Application gone");
		assertThat(browser.run("return getComputedStyle(document.querySelector('main')).filter")).isEqualTo("none");
		assertThat(browser.failedRequests(401, 403, 503)).isPositive();
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
	}

	private static void answer(Canned canned) {
		stub.answer(canned::read, canned::operate);
	}

}
