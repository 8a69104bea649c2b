package io.steadykafka.sample.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * All views of the console, with everything opened that they offer.
 */
final class Views {

	private static final List<String> TABS = List.of("overview", "partitions", "assignment", "rebalances", "records",
			"settings", "health");

	private final Page page;

	private final String group;

	Views(Page page, Canned canned) {
		this.page = page;
		this.group = "#/group/"
				+ URLEncoder.encode(canned.group(Canned.GROUP), StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * Calls back on each view.
	 */
	void visit(Consumer<String> look) {
		this.page.open("#/?all=1");
		this.page.see("#attention", "blocked");
		look.accept("groups");
		for (String tab : TABS) {
			open(tab);
			this.page.unfold();
			look.accept(tab);
		}
		open("reset");
		this.page.press("Preview");
		this.page.see("#preview", "again");
		look.accept("reset");
		this.page.press("Execute reset");
		look.accept("dialog");
		open("dead-letters");
		this.page.press("Count dead letters");
		this.page.see("#letters-counted", "120 dead letters");
		this.page.press("Browse the last ones");
		this.page.see("#letters-browsed", "Exception");
		this.page.unfold();
		look.accept("dead-letters");
	}

	private void open(String tab) {
		this.page.open(this.group + "/" + tab);
		this.page.dontSee("#view[data-view=" + tab + "]", "Loading");
	}

}
