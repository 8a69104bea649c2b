package io.steadykafka.endpoint;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.steadykafka.operations.internal.log.OperationAudit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the endpoint over HTTP, as its users call it.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaGroupsEndpointTests {

	private static final String ORDERS = EndpointApp.GROUPS + "/orders-group";

	private static EndpointApp app;

	@BeforeAll
	static void start() {
		app = EndpointApp.start(EndpointApp.WRITABLE);
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@BeforeEach
	void forget() {
		app.operations().changes();
		app.operations().setStops(true);
		app.operations().setResetsAll(true);
	}

	@Test
	void groupsAreListedWithWhatIsNotKnown() {
		HttpResponse<String> answer = app.get(EndpointApp.GROUPS);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).get().asString().contains("json");
		assertThat(answer.body()).isEqualTo("{\"all\":false,\"lag\":null}");
		assertThat(app.get(EndpointApp.GROUPS + "?all=true").body()).isEqualTo("{\"all\":true,\"lag\":null}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders-group", "team/größe 1", "/a//b/", "../../etc", "a;b=c", "日本", "100%", "a+b" })
	void aGroupOfAnyNameIsDescribedByItsParameter(String group) {
		HttpResponse<String> answer = app
			.get(EndpointApp.GROUPS + "?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(answer.body(), "$.group")).isEqualTo(group);
		assertThat(answer.body()).contains("\"coordinator\":null");
	}

	@ParameterizedTest
	@CsvSource({ "orders-group,orders-group", "team/gr%C3%B6%C3%9Fe%201,team/größe 1", "a%2Bb,a+b" })
	void aGroupIsDescribedByItsPath(String path, String group) {
		HttpResponse<String> answer = app.get(EndpointApp.GROUPS + "/" + path);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<String>read(answer.body(), "$.group")).isEqualTo(group);
	}

	@Test
	void textsFromOutsideAreEscaped() {
		String body = app.get(ORDERS).body();
		assertThat(body).doesNotContain("<", "\n", "\u202e");
		assertThat(JsonPath.<String>read(body, "$.members[0].client")).isEqualTo(FakeOperations.HOSTILE);
	}

	@Test
	void aGroupThatDoesNotExistIsNotFound() {
		HttpResponse<String> answer = app.get(EndpointApp.GROUPS + "/missing");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(JsonPath.<String>read(answer.body(), "$.error")).isEqualTo("There is no 'missing'");
	}

	@Test
	void aFailureOfADescriptionIsLoggedOnce(CapturedOutput output) {
		HttpResponse<String> answer = app.get(EndpointApp.GROUPS + "?group=forbidden%0AFAKE");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(JsonPath.<String>read(answer.body(), "$.error"))
			.isEqualTo("GroupAuthorizationException: Not authorized: forbidden?FAKE");
		assertThat(output).containsOnlyOnce("Describing groups failed").doesNotContain("\nFAKE");
	}

	@Test
	void aListenerIsPausedAndResumed(CapturedOutput output) {
		HttpResponse<String> answer = app.post(ORDERS,
				Map.of("operation", "pause", "listener", "orders", "topic", "orders", "partition", 3));
		assertThat(answer.statusCode()).isEqualTo(200);
		String id = JsonPath.read(answer.body(), "$.id");
		assertThat(answer.body()).isEqualTo("{\"operation\":\"pause\",\"id\":\"" + id + "\",\"group\":\"orders-group\","
				+ "\"scope\":\"this instance only\",\"outcome\":\"done\",\"result\":{\"listener\":\"orders\","
				+ "\"before\":\"not started: autoStartup is false\",\"after\":\"paused\",\"topic\":\"orders\","
				+ "\"partition\":3}}");
		assertThat(output).containsOnlyOnce("Operation " + id + ": pause of listener 'orders', topic 'orders', "
				+ "partition 3 in group 'orders-group', asked for by 'unknown', done. Before: not started: "
				+ "autoStartup is false. After: paused");
		assertThat(app.post(ORDERS, Map.of("operation", "resume")).body()).contains("\"topic\":null");
		assertThat(app.operations().changes()).containsExactly("pause orders orders 3 unknown",
				"resume orders null null unknown");
	}

	@Test
	void aListenerIsStoppedStartedAndRestarted() {
		for (String operation : new String[] { "stop", "start", "restart" }) {
			assertThat(app.post(ORDERS, Map.of("operation", operation)).statusCode()).isEqualTo(200);
		}
		assertThat(app.operations().changes()).containsExactly("stop orders unknown", "start orders unknown",
				"stop orders unknown", "start orders unknown");
	}

	@Test
	void aListenerThatHasNotStoppedEverywhereIsStartedWhereItHas() {
		app.operations().setStops(false);
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "restart"));
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("\"outcome\":\"failed\"",
				"still finishing its work, and not started again. It is");
		assertThat(app.operations().changes()).containsExactly("stop orders unknown", "start orders unknown");
		assertThat(app.post(ORDERS, Map.of("operation", "stop")).body()).contains("still finishing its work");
	}

	@ParameterizedTest
	@ValueSource(strings = { "retry", "skip", "dead-letter" })
	void aBlockedRecordIsOperatedOn(String operation) {
		HttpResponse<String> answer = app.post(ORDERS,
				Map.of("operation", operation, "topic", "orders", "partition", 3, "offset", 17));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body())
			.contains("\"offset\":17,\"timestamp\":null", "\"state\":\"blocked\"",
					"\"before\":\"blocked since 2026-11-30T12:00:00Z after 3 failed attempts",
					"\"after\":\"" + operation + " at the next poll\"")
			.doesNotContain("<", "\n", "\u202e");
		assertThat(app.operations().changes()).containsExactly(operation + " orders 3 17");
	}

	@Test
	void aResetIsPreviewedUnlessSaidOtherwise() {
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "reset", "to", "to-earliest"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"id\":\"reset-1\"", "\"dryRun\":true,\"executed\":false",
				"{\"topic\":\"orders\",\"partition\":0,\"before\":7,\"after\":2,"
						+ "\"timestampBefore\":\"2026-11-30T12:00:00Z\",\"timestampAfter\":null,\"again\":5,"
						+ "\"leftOut\":0,\"owner\":\"listener orders\",\"done\":false,\"note\":null}",
				"\"before\":null,\"after\":9");
		assertThat(app.operations().changes()).isEmpty();
	}

	@Test
	void aResetIsExecuted(CapturedOutput output) {
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "reset", "topic", "orders", "partitions",
				"1,0", "to", "to-offset", "value", 5, "dryRun", false, "force", true));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"dryRun\":false,\"executed\":true");
		assertThat(app.operations().changes()).singleElement()
			.asString()
			.contains("topic=orders")
			.contains("to=TO_OFFSET, value=5, force=true, by=unknown");
		assertThat(output).contains("Operation reset-1: reset of 2 partitions in group 'orders-group', asked for by "
				+ "'unknown', done. Before: orders-0@7, orders-1@none. After: orders-0@2, orders-1@9");
	}

	@Test
	void aResetThatDidNotReachAllPartitionsIsNoSuccess() {
		app.operations().setResetsAll(false);
		HttpResponse<String> answer = app.post(ORDERS,
				Map.of("operation", "reset", "to", "to-earliest", "dryRun", "false"));
		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("\"outcome\":\"failed\"", "\"done\":true", "\"done\":false");
	}

	@Test
	void aResetIsTakenBack() {
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "undo", "id", "reset-1"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"id\":\"undo-1\"");
		assertThat(app.operations().changes()).containsExactly("undo reset-1 unknown");
	}

	@Test
	void anUndoIsPreviewedIfThatIsSaid(CapturedOutput output) {
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "undo", "id", "reset-1", "dryRun", true));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"by\":\"unknown\",\"dryRun\":true,\"executed\":false",
				"\"before\":2,\"after\":7");
		assertThat(output).contains(": undo-preview of 1 partitions in group 'orders-group'");
		assertThat(app.operations().changes()).isEmpty();
	}

	@Test
	void aReplayIsCancelled(CapturedOutput output) {
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "cancel-replay", "id", "replay-1"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"id\":\"replay-1\"", "\"replayed\":1", "\"running\":true");
		assertThat(output).contains("Operation replay-1: cancel-replay of the replay of 'orders-dlt' to listener "
				+ "'orders' in group 'orders-group', asked for by 'unknown', done. Before: 1 of 4 records replayed. "
				+ "After: ends after what the listener has in hand");
		assertThat(app.operations().changes()).containsExactly("cancel replay-1 unknown");
	}

	@Test
	void deadLettersAreReplayedAfterAPreview() {
		HttpResponse<String> preview = app.post(ORDERS, Map.of("operation", "replay", "topic", "orders"));
		assertThat(preview.statusCode()).isEqualTo(200);
		assertThat(preview.body()).contains("\"records\":4", "\"exceptions\":{\"java.lang.IllegalStateException\":4}",
				"\"to\":null");
		assertThat(app.operations().changes()).isEmpty();
		HttpResponse<String> answer = app.post(ORDERS,
				Map.of("operation", "replay", "topic", "orders", "dryRun", false));
		assertThat(answer.body()).contains("\"id\":\"replay-1\"", "\"running\":true");
		assertThat(app.operations().changes()).containsExactly("replay orders orders unknown");
	}

	@Test
	void deadLettersAreShown() {
		HttpResponse<String> answer = app.post(ORDERS, Map.of("operation", "browse", "topic", "orders", "limit", 3));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"value\":null,\"limit\":3").doesNotContain("<", "\n");
	}

	@Test
	void theGroupMayBeAnArgument() {
		String group = EndpointApplication.ODD_GROUP;
		assertThat(app.post(EndpointApp.GROUPS, Map.of("operation", "pause", "group", group)).statusCode())
			.isEqualTo(200);
		assertThat(app
			.post(EndpointApp.GROUPS + "?group=" + URLEncoder.encode(group, StandardCharsets.UTF_8),
					Map.of("operation", "stop"))
			.statusCode()).isEqualTo(200);
		assertThat(
				app.post(EndpointApp.GROUPS + "/team/gr%C3%B6%C3%9Fe%201", Map.of("operation", "start")).statusCode())
			.isEqualTo(200);
		assertThat(app.operations().changes()).containsExactly("pause odd null null unknown", "stop odd unknown",
				"start odd unknown");
	}

	@Test
	void operationsAreAudited() {
		AuditedOperations audited = new AuditedOperations();
		app.context().addApplicationListener(audited);
		app.post(ORDERS, Map.of("operation", "pause"));
		app.post(ORDERS, Map.of("operation", "pause", "topic", "busy"));
		assertThat(audited.events())
			.extracting((event) -> event.getType() + " " + event.getPrincipal() + " " + event.getData().get("operation")
					+ " " + event.getData().get("outcome"))
			.containsExactly(OperationAudit.TYPE + " unknown pause done",
					OperationAudit.TYPE + " unknown pause refused");
	}

}
