package io.steadykafka.sample.console;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Finds what hostile texts have become more of than text.
 */
final class Hostile {

	private static final String FOREIGN = """
			return [...document.querySelectorAll('*')].filter((each) => [...each.attributes].some(({ name, value }) => name.startsWith('on')
				|| ['href', 'src', 'srcdoc', 'action', 'formaction'].includes(name) && !/^(#|data:,$|$|kafkaconsole[/])/.test(value))
				|| ['IMG', 'IFRAME', 'BASE', 'STYLE', 'TEXTAREA', 'OBJECT'].includes(each.tagName)
				|| each.tagName === 'SCRIPT' && each.getAttribute('src') !== 'kafkaconsole/console.js').map((each) => each.outerHTML);
			""";

	private Hostile() {
	}

	static void check(Browser browser, List<String> shown) {
		Page.waits("hostile texts")
			.untilAsserted(() -> assertThat(String.valueOf(browser.run("return document.body.textContent")))
				.contains(shown.stream().map(Texts::shown).toList()));
		check(browser);
	}

	static void check(Browser browser) {
		assertThat((List<?>) browser.run(FOREIGN)).isEmpty();
		assertThat(browser.driver().getTitle()).endsWith("Kafka console");
	}

}
