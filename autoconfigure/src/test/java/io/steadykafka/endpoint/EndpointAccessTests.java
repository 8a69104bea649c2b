package io.steadykafka.endpoint;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what, and where the endpoint is.
 */
class EndpointAccessTests {

	private static final Map<String, String> PAUSE = Map.of("operation", "pause", "group", "orders-group");

	@Test
	void byDefaultTheEndpointOnlyReads() {
		try (EndpointApp app = EndpointApp.start()) {
			assertThat(app.get(EndpointApp.GROUPS).statusCode()).isEqualTo(200);
			assertThat(app.get(EndpointApp.GROUPS + "/orders-group").statusCode()).isEqualTo(200);
			assertThat(app.post(EndpointApp.GROUPS, PAUSE).statusCode()).isEqualTo(405);
			assertThat(app.post(EndpointApp.GROUPS + "/orders-group", PAUSE).statusCode()).isEqualTo(405);
			assertThat(app.post(EndpointApp.GROUPS + "/orders-group", Map.of("operation", "allowed")).statusCode())
				.isEqualTo(405);
			assertThat(app.operations().changes()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.kafkagroups.access=none", "management.endpoints.access.default=none",
			"management.endpoints.web.exposure.include=health", "steady.kafka.enabled=false" })
	void anEndpointThatIsNotWantedIsNotThere(String property) {
		try (EndpointApp app = EndpointApp.start(property)) {
			assertThat(app.get(EndpointApp.GROUPS).statusCode()).isEqualTo(404);
			assertThat(app.post(EndpointApp.GROUPS, PAUSE).statusCode()).isIn(404, 405);
			assertThat(app.context().containsBean("kafkaGroupsEndpoint")).isFalse();
			assertThat(app.operations().changes()).isEmpty();
		}
	}

	@Test
	void theEndpointIsAtTheManagementPortAndItsPath() {
		try (EndpointApp app = EndpointApp.start(EndpointApp.WRITABLE, "management.server.port=0",
				"management.server.base-path=/admin", "management.endpoints.web.base-path=/ops",
				"management.endpoints.web.path-mapping.kafkagroups=kafka")) {
			EndpointApp management = app
				.at(app.context().getEnvironment().getRequiredProperty("local.management.port", Integer.class));
			assertThat(app.get(EndpointApp.GROUPS).statusCode()).isEqualTo(404);
			assertThat(management.get("/admin/ops/kafka").body()).isEqualTo("{\"all\":false,\"lag\":null}");
			assertThat(management.get("/admin/ops/kafka/team/gr%C3%B6%C3%9Fe").body()).contains("team/größe");
			assertThat(management.post("/admin/ops/kafka/orders-group", PAUSE).statusCode()).isEqualTo(200);
			assertThat(management.post("/admin/ops/kafka/orders-group", Map.of("operation", "stay")).body())
				.contains("\"argument\":\"operation\"");
			assertThat(app.operations().changes()).hasSize(1);
		}
	}

	@Test
	void nullsStayWhateverTheApplicationsJsonIs() {
		try (EndpointApp app = EndpointApp.start("spring.jackson.default-property-inclusion=non_null",
				"management.endpoints.jackson.isolated-json-mapper=false")) {
			assertThat(app.get(EndpointApp.GROUPS).body()).isEqualTo("{\"all\":false,\"lag\":null}");
		}
	}

	@Test
	void aReactiveApplicationAnswersTheSame() {
		try (EndpointApp app = EndpointApp.start(WebApplicationType.REACTIVE, List.of(EndpointApplication.class),
				EndpointApp.WRITABLE)) {
			assertThat(app.get(EndpointApp.GROUPS).body()).isEqualTo("{\"all\":false,\"lag\":null}");
			assertThat(app.get(EndpointApp.GROUPS + "/team/gr%C3%B6%C3%9Fe").body()).contains("team/größe");
			assertThat(app.get(EndpointApp.GROUPS + "?group=a%2F%2Fb").body()).contains("a//b");
			assertThat(app.get(EndpointApp.GROUPS + "?group=missing").statusCode()).isEqualTo(404);
			assertThat(app.post(EndpointApp.GROUPS + "/orders-group", PAUSE).statusCode()).isEqualTo(200);
			HttpResponse<String> refused = app.post(EndpointApp.GROUPS + "/shared", PAUSE);
			assertThat(refused.statusCode()).isEqualTo(400);
			assertThat(refused.body()).contains("\"argument\":\"group\"");
			assertThat(app
				.post(EndpointApp.GROUPS + "/orders-group",
						Map.of("operation", "pause", "topic", "x".repeat(10 * 1024 * 1024)))
				.statusCode()).isEqualTo(413);
			assertThat(app.operations().changes()).hasSize(1);
		}
	}

}
