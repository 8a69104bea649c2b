package io.steadykafka.endpoint;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console is where the application's actuator is, and nowhere else.
 */
@ExtendWith(OutputCaptureExtension.class)
class KafkaConsoleEndpointTests {

	private static final String CONSOLE = "/actuator/kafkaconsole";

	private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

	private static final Map<String, String> PAUSE = Map.of("operation", "pause");

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void thePageAndItsAssetsAreServedUnderAStrictPolicy(WebApplicationType type) {
		try (EndpointApp app = start(type)) {
			HttpResponse<String> page = app.get(CONSOLE);
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(header(page, "content-type")).contains("text/html;charset=UTF-8");
			assertThat(header(page, "content-security-policy").orElse("")).contains("default-src 'none'")
				.contains("script-src 'self'")
				.contains("frame-ancestors 'none'")
				.doesNotContain("unsafe");
			assertThat(header(page, "x-content-type-options")).contains("nosniff");
			assertThat(header(page, "x-csrf-token")).isEmpty();
			assertThat(page.body()).doesNotContain("style=", "onclick", "http:", "https:", "//");
			assertThat(assets(page)).isNotEmpty().allSatisfy((asset) -> {
				HttpResponse<String> served = app.get("/actuator/" + asset);
				assertThat(served.statusCode()).isEqualTo(200);
				assertThat(header(served, "content-type"))
					.contains((asset.endsWith(".css")) ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8");
				assertThat(header(served, "content-security-policy")).isPresent();
			});
			assertThat(app.get("/actuator/health").headers().map()).doesNotContainKey("content-security-policy");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing.js", "main.js", "base%2Fdom.js", "console.html", "..%2Fconsole.css", "%2e%2e",
			"Console.css", "a.js.class", "console.css%00", "%3Cscript%3E" })
	void whatIsNoAssetIsNotFound(String name) {
		try (EndpointApp app = EndpointApp.start()) {
			HttpResponse<String> answer = app.get(CONSOLE + "/" + name);
			assertThat(answer.statusCode()).isIn(400, 404);
			assertThat(answer.body()).doesNotContain("<script>");
		}
	}

	@Test
	void aBrowserAsksForLittle() {
		try (EndpointApp app = EndpointApp.start()) {
			HttpResponse<String> page = app.get(CONSOLE);
			assertThat(assets(page)).containsExactly("kafkaconsole/console.css", "kafkaconsole/console.js");
			int bytes = length(page);
			for (String asset : assets(page)) {
				bytes += length(app.get("/actuator/" + asset));
			}
			assertThat(bytes).isBetween(10_000, 80_000);
		}
	}

	private static int length(HttpResponse<String> response) {
		return response.body().getBytes(StandardCharsets.UTF_8).length;
	}

	@ParameterizedTest
	@CsvSource({ "management.endpoint.kafkagroups.access=unrestricted, unrestricted",
			"management.endpoint.kafkagroups.access=read-only, read-only", "spring.main.banner-mode=off, read-only",
			"management.endpoints.access.default=unrestricted, unrestricted",
			"management.endpoints.access.max-permitted=read-only, read-only" })
	void thePageKnowsWhetherItMayAskForOperations(String property, String access) {
		try (EndpointApp app = EndpointApp.start(property)) {
			assertThat(app.get(CONSOLE).body()).contains("data-access=\"" + access + "\"");
		}
	}

	@Test
	void thePageKnowsWhereItsDataAre(CapturedOutput output) {
		try (EndpointApp app = EndpointApp.start("management.server.port=0", "management.server.base-path=/admin",
				"management.endpoints.web.base-path=/ops", "management.endpoints.web.path-mapping.kafkagroups=kafka",
				"management.endpoints.web.path-mapping.kafkaconsole=pages/kafka")) {
			int port = app.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class);
			assertThat(app.get(CONSOLE).statusCode()).isEqualTo(404);
			HttpResponse<String> page = app.at(port).get("/admin/ops/pages/kafka");
			assertThat(page.body()).contains("data-groups=\"../kafka\"").contains("data-console=\"kafka\"");
			assertThat(header(page, "content-security-policy")).isPresent();
			assertThat(assets(page)).allSatisfy(
					(asset) -> assertThat(app.at(port).get("/admin/ops/pages/" + asset).statusCode()).isEqualTo(200));
			assertThat(output).contains("Console of Kafka groups: http://localhost:" + port + "/admin/ops/pages/kafka");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=health,kafkagroups",
			"management.endpoint.kafkaconsole.access=none", "management.endpoints.access.default=none",
			"steady.kafka.enabled=false", "steady.kafka.operations.enabled=false" })
	void withoutExposureThereIsNone(String property, CapturedOutput output) {
		try (EndpointApp app = EndpointApp.start(property)) {
			assertThat(app.get(CONSOLE).statusCode()).isEqualTo(404);
			assertThat(app.context().containsBean("kafkaConsoleEndpoint")).isFalse();
			assertThat(output).doesNotContain("Console of Kafka groups");
		}
	}

	@Test
	void anApplicationWithoutAServerHasNone(CapturedOutput output) {
		try (EndpointApp app = EndpointApp.start(WebApplicationType.NONE, List.of(EndpointApplication.class))) {
			assertThat(app.context().containsBean("kafkaGroupsEndpoint")).isTrue();
			assertThat(output).doesNotContain("Console of Kafka groups");
		}
	}

	@Test
	void aConsoleWithoutDataSaysSoAtTheStart(CapturedOutput output) {
		try (EndpointApp app = EndpointApp.start("management.endpoints.web.exposure.include=kafkaconsole")) {
			assertThat(app.get(CONSOLE).statusCode()).isEqualTo(200);
			assertThat(output).contains("It shows nothing, as 'kafkagroups' is not exposed");
		}
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void aPageOfAnotherSiteMayNotOperate(WebApplicationType type) {
		try (EndpointApp app = start(type)) {
			for (String site : List.of("cross-site", "same-site", "SAME-ORIGIN", "<b>")) {
				HttpResponse<String> refused = app.post(EndpointApp.GROUPS + "/orders-group", PAUSE, "Sec-Fetch-Site",
						site);
				assertThat(refused.statusCode()).isEqualTo(403);
				assertThat(refused.body()).contains("A page of another site may not operate groups")
					.doesNotContain("<b>");
			}
			assertThat(app.post(EndpointApp.GROUPS + "/orders-group", "{\"operation\":\"pause\"}", "text/plain")
				.statusCode()).isEqualTo(415);
			assertThat(app.operations().changes()).isEmpty();
			assertThat(
					app.post(EndpointApp.GROUPS + "/orders-group", PAUSE, "Sec-Fetch-Site", "same-origin").statusCode())
				.isEqualTo(200);
			assertThat(app.operations().changes()).hasSize(1);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, kafka, kafka/groups, kafka/groups/orders-group", "SERVLET, kafka/page, kafka, kafka/page",
			"REACTIVE, kafka, kafka/groups, kafka/groups/orders-group", "REACTIVE, kafka/page, kafka, kafka/page" })
	void noPlaceOfTheEndpointsLetsAPageOfAnotherSiteOperate(WebApplicationType type, String console, String groups,
			String path) {
		try (EndpointApp app = EndpointApp.start(type, List.of(EndpointApplication.class), EndpointApp.WRITABLE,
				"management.endpoints.web.path-mapping.kafkaconsole=" + console,
				"management.endpoints.web.path-mapping.kafkagroups=" + groups)) {
			HttpResponse<String> refused = app.post("/actuator/" + path, PAUSE, "Sec-Fetch-Site", "cross-site");
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).contains("A page of another site may not operate groups");
			assertThat(app.operations().changes()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void theConnectionOfARefusedPageServesOthers(WebApplicationType type) {
		HttpClient http = HttpClient.newHttpClient();
		try (EndpointApp app = start(type)) {
			for (int i = 0; i < 500; i++) {
				assertThat(EndpointApp.send(http, app.request(EndpointApp.GROUPS).GET()).statusCode()).isEqualTo(200);
				for (int j = 0; j < 2; j++) {
					HttpRequest.Builder refused = app.request(EndpointApp.GROUPS + "/orders-group")
						.headers("Content-Type", "application/json", "Sec-Fetch-Site", "cross-site")
						.POST(BodyPublishers.ofString("{\"operation\":\"pause\"}"));
					assertThat(EndpointApp.send(http, refused).statusCode()).isEqualTo(403);
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void anotherWayToWriteThePathChangesNothing(WebApplicationType type) {
		try (EndpointApp app = start(type)) {
			for (String path : List.of("/actuator/%6bafkaconsole", "/actuator;x=1/kafkaconsole",
					"/actuator/kafkaconsole;x=1", "/%61ctuator/kafkaconsole/console.js")) {
				HttpResponse<String> answer = app.get(path);
				assertThat(answer.statusCode() != 200 || header(answer, "content-security-policy").isPresent()).as(path)
					.isTrue();
			}
			for (String path : List.of("/actuator/%6bafkagroups/orders-group", "/actuator;x=1/kafkagroups/orders-group",
					"/actuator/kafkagroups;x=1/orders-group")) {
				assertThat(app.post(path, PAUSE, "Sec-Fetch-Site", "cross-site").statusCode()).as(path)
					.isNotEqualTo(200);
			}
			assertThat(app.operations().changes()).isEmpty();
		}
	}

	private static EndpointApp start(WebApplicationType type) {
		return EndpointApp.start(type, List.of(EndpointApplication.class), EndpointApp.WRITABLE);
	}

	private static List<String> assets(HttpResponse<String> page) {
		return ASSET.matcher(page.body())
			.results()
			.map((MatchResult found) -> found.group(1))
			.filter((link) -> !link.startsWith("data:") && !link.startsWith("#"))
			.toList();
	}

	private static Optional<String> header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name);
	}

}
