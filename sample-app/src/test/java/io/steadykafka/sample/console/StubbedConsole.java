package io.steadykafka.sample.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real page with answers that no sample gives on demand.
 */
@RequiresBrowser
abstract class StubbedConsole {

	static StubConsole stub;

	static Browser browser;

	static Page page;

	@BeforeAll
	static void start() throws Exception {
		stub = StubConsole.start();
		browser = Browser.start();
		page = new Page(browser, stub.address());
	}

	@AfterAll
	static void end() {
		if (browser != null) {
			browser.close();
		}
		stub.close();
	}

	@BeforeEach
	void usual() {
		browser.size(1440, 900);
		browser.dark(false);
		browser.zone("");
		browser.forget();
	}

	@AfterEach
	void nothingIsWrongWithThePage() {
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.requests()).isNotEmpty()
			.allMatch((address) -> address.startsWith(stub.address()) || address.startsWith("data:")
					|| address.equals("about:blank"));
	}

	/**
	 * That axe-core finds nothing wrong with the page as it is now.
	 */
	static void accessible() {
		assertThat(browser.violations()).isEmpty();
	}

	static void answer(Canned canned) {
		stub.answer(canned::read, canned::operate);
	}

}
