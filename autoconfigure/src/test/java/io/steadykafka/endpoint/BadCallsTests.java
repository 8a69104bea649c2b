package io.steadykafka.endpoint;

import java.net.http.HttpResponse;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that bad calls get a clear answer and change nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadCallsTests {

	private static EndpointApp app;

	@BeforeAll
	static void start() {
		app = EndpointApp.start(EndpointApp.WRITABLE);
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@ParameterizedTest
	@MethodSource("io.steadykafka.endpoint.BadCall#all")
	void aBadCallIsAnsweredClearlyAndChangesNothing(BadCall call, CapturedOutput output) {
		HttpResponse<String> answer = app.post(EndpointApp.GROUPS + call.path(), call.body());
		assertThat(answer.statusCode()).isEqualTo(call.status());
		Map<String, Object> body = JsonPath.read(answer.body(), "$");
		assertThat(body).containsOnlyKeys("error", "argument", "allowed");
		assertThat(body.toString()).contains(call.named());
		assertThat(answer.body()).hasSizeLessThan(4_000).doesNotContain("<", "\n", "\r", "\u2028");
		assertThat(app.operations().changes()).isEmpty();
		assertThat(output.toString()).doesNotContain("\nFAKE", "\rFAKE", "\u2028", "x".repeat(1_001));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"operation\":\"pause\",\"partition\":[1]}",
			"{\"operation\":\"pause\",\"topic\":{\"a\":\"b\"}}", "{\"operation\":", "[]", "\"pause\"" })
	void whatIsNoFlatObjectIsRefusedBySpringBoot(String body) {
		assertThat(app.post(EndpointApp.GROUPS + "/orders-group", body).statusCode()).isEqualTo(400);
		assertThat(app.operations().changes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text/plain", "application/x-www-form-urlencoded" })
	void whatAPageOfAnotherSiteCouldSendIsRefused(String type) {
		assertThat(app.post(EndpointApp.GROUPS + "/orders-group?operation=stop", "", type).statusCode()).isEqualTo(415);
		assertThat(app.operations().changes()).isEmpty();
	}

	@Test
	void aBodyOf10MegabytesIsRefused() {
		StringBuilder body = new StringBuilder("{\"operation\":\"stop\"");
		for (int i = 0; body.length() < 10 * 1024 * 1024; i++) {
			body.append(",\"argument").append(i).append("\":\"").append("x".repeat(1_000)).append('"');
		}
		HttpResponse<String> answer = app.post(EndpointApp.GROUPS + "/orders-group", body.append('}').toString());
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.body(), "$.argument")).isEqualTo("argument0");
		assertThat(app.operations().changes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?all=maybe", "?all=", "?group=", "?group=a&group=b", "/orders-group?group=shared",
			"/orders-group?path=shared" })
	void aBadReadIsRefused(String call) {
		HttpResponse<String> answer = app.get(EndpointApp.GROUPS + call);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.body(), "$.error")).startsWith("Argument '");
	}

}
