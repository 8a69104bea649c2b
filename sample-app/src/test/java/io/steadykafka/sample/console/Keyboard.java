package io.steadykafka.sample.console;

import java.util.ArrayList;
import java.util.List;

import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person without a mouse, who has to see where the focus is.
 */
final class Keyboard {

	private static final int MOST_TABS = 60;

	private static final String FOCUSED = """
			const element = document.activeElement;
			const style = getComputedStyle(element);
			const text = (element.labels?.[0]?.querySelector('span') || element).cloneNode(true);
			text.querySelectorAll('[aria-hidden]').forEach((each) => each.remove());
			return [(element.getAttribute('aria-label') || text.textContent).replace(/[\\u2068\\u2069]/g, '').replace(/\\s+/g, ' ').trim(),
				element === document.body || element.tabIndex < 0 || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? '' : element.outerHTML];
			""";

	private final Browser browser;

	Keyboard(Browser browser) {
		this.browser = browser;
	}

	/**
	 * Presses Tab until the focus is on the thing of that name.
	 */
	Keyboard to(String name) {
		return move(name, () -> press(Keys.TAB));
	}

	/**
	 * The same, the other way.
	 */
	Keyboard back(String name) {
		return move(name,
				() -> new Actions(this.browser.driver()).keyDown(Keys.SHIFT)
					.sendKeys(Keys.TAB)
					.keyUp(Keys.SHIFT)
					.perform());
	}

	private Keyboard move(String name, Runnable step) {
		List<String> passed = new ArrayList<>();
		for (int i = 0; i < MOST_TABS; i++) {
			step.run();
			passed.add(focused());
			if (passed.get(i).equals(name)) {
				return this;
			}
		}
		throw new AssertionError("Tab does not lead to '" + name + "' but to " + passed);
	}

	Keyboard press(CharSequence keys) {
		new Actions(this.browser.driver()).sendKeys(keys).perform();
		return this;
	}

	/**
	 * What has the focus, by its name; that it can be seen is checked.
	 */
	String focused() {
		List<?> focused = (List<?>) this.browser.run(FOCUSED);
		assertThat(focused.get(1)).as("focused, and not seen to be").isEqualTo("");
		return String.valueOf(focused.get(0));
	}

}
