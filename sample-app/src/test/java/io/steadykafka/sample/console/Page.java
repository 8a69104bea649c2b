package io.steadykafka.sample.console;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The console as a person uses it: things are found by what is written on them, or read
 * aloud, and in a dialog only if there is one.
 */
final class Page {

	private static final Duration PATIENCE = Duration.ofSeconds(45);

	private static final String FIND = """
			const [css, name] = arguments;
			const clean = (text) => (text || '').replace(/[\\u2068\\u2069]/g, '').replace(/\\s+/g, ' ').trim();
			const written = (element) => {
				const copy = element.cloneNode(true);
				copy.querySelectorAll('.count, i').forEach((each) => each.remove());
				return clean(copy.textContent);
			};
			const name_of = (element) => clean(element.getAttribute('aria-label')
				|| (element.labels?.length ? (element.labels[0].querySelector('span') || element.labels[0]).textContent : '')
				|| written(element));
			const scope = document.querySelector('dialog[open]') || document;
			return [...scope.querySelectorAll(css)].find((each) => each.checkVisibility() && name_of(each) === clean(name)) || null;
			""";

	private static final String ROWS = """
			return Object.fromEntries([...document.querySelectorAll('#partitions tr[data-partition]')].map((row) => {
				const [, state, lag] = row.children;
				const bar = lag.querySelector('.bar');
				return [row.dataset.partition, {
					state: state.textContent, lag: bar?.querySelector('b').textContent.replace(/\\D/g, '') ?? '',
					level: bar?.querySelector('small').textContent ?? '', tone: bar?.className ?? '',
					width: bar ? parseFloat(bar.firstChild.style.width) : 0
				}];
			}));
			""";

	private final Browser browser;

	private final String address;

	Page(Browser browser, String server) {
		this.browser = browser;
		this.address = server + "/actuator/kafkaconsole";
	}

	/**
	 * Loads the page, as from a link.
	 */
	void open(String hash) {
		this.browser.open("about:blank");
		this.browser.open(this.address + hash);
		waits("first answer").until(() -> !"Loading".equals(text("#live")));
	}

	void press(String name) {
		act("button, summary", name, WebElement::click);
	}

	void follow(String name) {
		act("a", name, WebElement::click);
	}

	void type(String label, String text) {
		act("input", label, (field) -> {
			field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
			field.sendKeys(text);
		});
	}

	void choose(String label, String option) {
		act("select", label, (field) -> new org.openqa.selenium.support.ui.Select(field).selectByVisibleText(option));
	}

	boolean has(String css, String name) {
		return this.browser.run(FIND, css, name) != null;
	}

	boolean may(String button) {
		return has("button", button);
	}

	void see(String css, String text) {
		waits(text + " in " + css).untilAsserted(() -> assertThat(text(css)).contains(text));
	}

	void dontSee(String css, String text) {
		waits("no " + text + " in " + css).untilAsserted(() -> assertThat(text(css)).doesNotContain(text));
	}

	/**
	 * Opens all details.
	 */
	void unfold() {
		this.browser.run("document.querySelectorAll('details').forEach((each) => each.open = true)");
	}

	/**
	 * What can be read of the first element, one space between the words.
	 */
	String text(String css) {
		return String.valueOf(this.browser.run(
				"return (document.querySelector(arguments[0])?.innerText ?? '').replace(/[\\u2068\\u2069]/g, '').replace(/\\s+/g, ' ')",
				css));
	}

	Map<String, Map<String, Object>> partitions() {
		@SuppressWarnings("unchecked")
		Map<String, Map<String, Object>> rows = (Map<String, Map<String, Object>>) this.browser.run(ROWS);
		return rows;
	}

	/**
	 * The numbers beside the bars, by the number of the partition.
	 */
	Map<Integer, Long> lags() {
		Map<Integer, Long> lags = new TreeMap<>();
		partitions().forEach((partition, row) -> {
			String lag = (String) row.get("lag");
			lags.put(Integer.valueOf(partition.substring(partition.lastIndexOf('-') + 1)),
					lag.isEmpty() ? -1 : Long.valueOf(lag));
		});
		return lags;
	}

	List<String> order() {
		return texts("#partitions tr[data-partition]", "each.dataset.partition");
	}

	List<String> texts(String css, String expression) {
		@SuppressWarnings("unchecked")
		List<String> texts = (List<String>) this.browser
			.run("return [...document.querySelectorAll(arguments[0])].map((each) => " + expression + ")", css);
		return texts;
	}

	static ConditionFactory waits(String what) {
		return await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
	}

	private void act(String css, String name, Consumer<WebElement> action) {
		waits(name).until(() -> {
			WebElement element = (WebElement) this.browser.run(FIND, css, name);
			if (element == null || !element.isEnabled() || "true".equals(element.getAttribute("aria-disabled"))) {
				return false;
			}
			action.accept(element);
			return true;
		});
	}

}
