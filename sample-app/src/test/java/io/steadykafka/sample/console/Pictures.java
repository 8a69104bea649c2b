package io.steadykafka.sample.console;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pictures of the documentation. They are written into {@code docs/images} if the
 * system property {@code steady.docs.write} is {@code true}.
 */
final class Pictures {

	private static final Path FOLDER = Path.of("..", "docs", "images");

	private static final long MOST_BYTES = 200_000;

	private static final int LAG_OF_THE_BLOCKED_ONE = 500;

	private Pictures() {
	}

	/**
	 * Takes them of a group with a blocked partition and lag.
	 */
	static void take(Browser browser, Page page) throws Exception {
		browser.size(1280, 500);
		page.open("#/");
		page.see("#attention", "1 blocked");
		Page.waits("lag of other partitions too").until(() -> lag(page) > LAG_OF_THE_BLOCKED_ONE);
		take(browser, "console-groups");
		browser.size(1280, 720);
		page.open("#/group/" + TwoInstances.GROUP);
		page.see("#attention", "fails");
		take(browser, "console-group");
		browser.dark(true);
		take(browser, "console-group-dark");
		browser.dark(false);
		browser.size(1440, 900);
	}

	private static int lag(Page page) {
		return Integer.parseInt(page.text("#attention .bar b").replace(",", ""));
	}

	private static void take(Browser browser, String name) throws Exception {
		Path picture = browser.screenshot(name);
		assertThat(Files.size(picture)).isLessThan(MOST_BYTES);
		if (Boolean.getBoolean("steady.docs.write")) {
			Files.createDirectories(FOLDER);
			Files.write(FOLDER.resolve(name + ".png"), Files.readAllBytes(picture));
		}
	}

}
