package io.steadykafka.sample.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No button is shown that would be refused, and what came of a request is said.
 */
class ConsoleButtonsIT extends StubbedConsole {

	private static final String HASH = "#/group/" + Canned.GROUP;

	private static final String LISTENER = "listener " + Canned.LISTENER;

	private final Canned canned = new Canned(Texts.plain(), 24, 12);

	@Test
	void rowsOfferWhatCanBeDoneWithThem() {
		Map<String, Object> owner = Map.of("listener", Canned.LISTENER, "instance", "4711@host-2", "here", false);
		group("partitions",
				List.of(partition(0, Map.of()), partition(1, Map.of("owner", Map.of("listener", "", "here", false))),
						partition(2, Map.of("owner", owner, "state", "")), partition(3, Map.of()),
						partition(4, Map.of()), partition(5, Map.of("paused", "paused by the application")),
						partition(6, Map.of("paused", "all partitions paused by ada, since now")),
						partition(7, Map.of("paused", "topic orders paused by ada, since now")),
						partition(14, Map.of("paused", "partition orders-4 paused by ada, since now"))));
		open("partitions");
		page.see("#shown", "9 of 9");
		assertThat(labels("#partitions tbody button")).containsExactly("Pause partition orders-0",
				"Resume partition orders-4");
		page.press("Resume partition orders-4");
		page.see("#notices", "partition orders-4 resumed");
		assertThat(stub.lastOperation()).containsEntry("operation", "resume")
			.containsEntry("listener", Canned.LISTENER)
			.containsEntry("topic", "orders")
			.containsEntry("partition", 4);
	}

	@Test
	void aPartitionIsNotResumedWhileAllOfItsListenerIsPaused() {
		group("listeners", List.of(listener("all partitions paused by ada, since now")));
		open("partitions");
		page.see("#shown", "24 of 24");
		assertThat(labels("#partitions tbody button")).isEmpty();
	}

	@Test
	void aListenerIsPausedIfAllOfItIs() {
		answer(this.canned);
		open("overview");
		page.see("[data-listener] .chip", "running");
		assertThat(labels("#listeners button")).containsExactly("Pause " + LISTENER, "Resume all of " + LISTENER,
				"Restart " + LISTENER, "Stop " + LISTENER);
		page.press("Resume all of " + LISTENER);
		page.see("#notices", LISTENER + " resumed");
		assertThat(stub.lastOperation()).containsOnlyKeys("operation", "listener");
		group("listeners", List.of(listener("all partitions paused by ada, since now")));
		page.see("[data-listener] .chip", "paused");
		page.see("[data-listener]", "1 partition in this instance");
		assertThat(labels("#listeners button")).containsExactly("Resume " + LISTENER, "Restart " + LISTENER,
				"Stop " + LISTENER);
	}

	@Test
	void aShareGroupIsOnlyLookedAt() {
		Map<String, Object> listener = listener();
		listener.put("assigned", null);
		listener.put("assignedUnknown", "members of a share group share partitions");
		answer(this.canned.with(Canned.GROUP,
				Map.of("type", "share", "listeners", List.of(listener), "resets", List.of(), "replays", List.of())));
		for (String tab : List.of("overview", "partitions", "reset", "dead-letters")) {
			open(tab);
			page.dontSee("#view", "Loading");
			assertThat(labels("#view button:not(.sort, #sort-again)")).as(tab).isEmpty();
			assertThat(page.text("#view")).as(tab).doesNotContain("null");
		}
		page.see("#view", "members of a share group share its partitions");
	}

	@Test
	void aResetThatCantBeDoneIsNotOffered() {
		String obstacle = "It can't be reset now: it is owned by client-9, which can't be reached";
		stub.answer(this.canned::read, (operation) -> {
			Map<?, ?> answer = (Map<?, ?>) this.canned.operate(operation);
			if (operation.equals("reset")) {
				@SuppressWarnings("unchecked")
				List<Map<String, Object>> rows = (List<Map<String, Object>>) ((Map<?, ?>) answer.get("result"))
					.get("partitions");
				rows.get(1).put("note", obstacle);
			}
			return answer;
		});
		open("reset");
		page.press("Preview");
		page.see("#preview .actions", "orders-1: " + obstacle);
		assertThat(page.texts("#preview .actions button", "each.ariaDisabled + each.title"))
			.containsExactly("trueorders-1: " + obstacle);
		accessible();
		answer(this.canned);
		page.press("Preview");
		page.see("#preview .actions", "It is planned once more");
		page.press("Execute reset");
		page.see("dialog", "Reset the group?");
		accessible();
	}

	@Test
	void theTokenIsSentAndAskedForAgain() {
		answer(this.canned);
		open("overview");
		page.press("Resume all of " + LISTENER);
		page.see("#notices", LISTENER + " resumed");
		assertThat(browser.failedRequests(403)).isZero();
		stub.renewToken();
		page.press("Restart " + LISTENER);
		page.press("Restart");
		page.see("#notices", LISTENER + " restarted");
		assertThat(stub.lastOperation()).containsEntry("operation", "restart");
		assertThat(browser.failedRequests(403)).isOne();
	}

	@Test
	void withoutPermissionThereAreNoButtons() {
		answer(this.canned);
		stub.failOperations(403);
		for (String tab : List.of("overview", "partitions", "records", "reset", "dead-letters")) {
			page.open(HASH + "/" + tab);
			page.see("#access", "Read-only: You have no permission to operate");
			assertThat(labels("#view button:not(.sort, #sort-again)")).as(tab).isEmpty();
		}
		page.see("#view", "Not possible here: You have no permission to operate.");
		accessible();
		assertThat(browser.failedRequests(403)).isPositive();
	}

	@Test
	void permissionThatEndsTakesTheButtonsAway() {
		answer(this.canned);
		open("overview");
		stub.failOperations(403);
		page.press("Resume all of " + LISTENER);
		page.see("#notices", "Failed resume: No permission (403)");
		page.see("#access", "Read-only: You have no permission to operate");
		assertThat(labels("#listeners button")).isEmpty();
		assertThat(browser.failedRequests(403)).isPositive();
	}

	@Test
	void whatMayHaveBeenDoneIsNotCalledFailed() {
		answer(this.canned);
		open("overview");
		stub.failOperations(504);
		page.press("Resume all of " + LISTENER);
		page.see("#notices", "Not known resume: The proxy answers 504. It may have been done or not: look before you");
		accessible();
		page.press("Dismiss");
		page.dontSee("#notices", "Not known");
		assertThat(browser.run("return document.activeElement.tagName")).isEqualTo("H1");
		stub.failOperations(500);
		page.press("Resume all of " + LISTENER);
		page.see("#notices", "Failed resume: Failed with status 500");
		page.open(HASH + "/reset");
		answer(this.canned);
		page.open(HASH + "/reset");
		stub.failOperations(504);
		page.press("Preview");
		page.see("#notices", "Failed reset: The proxy answers 504");
		assertThat(browser.failedRequests(500, 504)).isPositive();
	}

	private static void open(String tab) {
		page.open(HASH + "/" + tab);
		page.see("#access", "Operating as ada");
	}

	private void group(String field, Object value) {
		answer(this.canned.with(Canned.GROUP, Map.of(field, value)));
	}

	private Map<String, Object> partition(int index, Map<String, Object> changes) {
		Map<String, Object> partition = this.canned.partition(index);
		partition.putAll(changes);
		return partition;
	}

	private static Map<String, Object> listener(String... pauses) {
		return new HashMap<>(Map.of("listener", Canned.LISTENER, "state", "running", "reason", "running", "remedy", "",
				"assigned", 1, "pauses", List.of(pauses)));
	}

	private static List<String> labels(String css) {
		return page.texts(css, "each.ariaLabel ?? each.textContent");
	}

}
