package io.steadykafka.sample.console;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the packaged sample, and a person at the page of the first one. What
 * the sample says is in {@code target/sample-console-*.log}, what was seen in
 * {@code target/screenshots}.
 */
@RequiresBrowser
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SampleConsole {

	static final String GROUP = TwoInstances.GROUP;

	static final String HASH = "#/group/" + GROUP;

	static final String LISTENER = "listener order-processor";

	static TwoInstances instances;

	static Cluster cluster;

	static Browser browser;

	static Page page;

	@BeforeAll
	static void start() throws Exception {
		instances = TwoInstances.start();
		cluster = instances.cluster();
		browser = Browser.start();
		page = new Page(browser, instances.first().address());
	}

	@AfterAll
	static void end() {
		if (browser != null) {
			browser.close();
		}
		if (instances != null) {
			instances.close();
		}
	}

	@BeforeEach
	void open() {
		browser.forget();
		page.open("#/");
	}

	@AfterEach
	void nothingIsWrongWithThePage(TestInfo test) {
		browser.screenshot("end-of-" + test.getTestMethod().orElseThrow().getName());
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.requests()).isNotEmpty()
			.allMatch((address) -> address.startsWith(instances.first().address())
					|| address.startsWith(instances.second().address()) || address.startsWith("data:")
					|| address.equals("about:blank"));
	}

}
