package io.steadykafka.endpoint;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page learns the token that an application with CSRF protection wants.
 */
class ConsoleCsrfTests {

	private static final String ORDERS = EndpointApp.GROUPS + "/orders-group";

	private static final Map<String, String> PAUSE = Map.of("operation", "pause");

	@ParameterizedTest
	@ValueSource(strings = { "server.port", "management.server.port" })
	void thePageLearnsTheTokenOfAServletApplication(String port) {
		try (EndpointApp app = EndpointApp.start(WebApplicationType.SERVLET,
				List.of(EndpointApplication.class, ServletSecurity.class), EndpointApp.WRITABLE, port + "=0")) {
			pauseWithToken(at(app));
		}
	}

	@Test
	void thePageLearnsTheTokenOfAReactiveApplication() {
		try (EndpointApp app = EndpointApp.start(WebApplicationType.REACTIVE,
				List.of(EndpointApplication.class, ReactiveSecurity.class), EndpointApp.WRITABLE)) {
			pauseWithToken(app);
		}
	}

	private static EndpointApp at(EndpointApp app) {
		Integer management = app.context().getEnvironment().getProperty("local.management.port", Integer.class);
		return (management != null) ? app.at(management) : app;
	}

	private static void pauseWithToken(EndpointApp app) {
		assertThat(app.post(ORDERS, PAUSE).statusCode()).isEqualTo(403);
		HttpResponse<String> page = app.get("/actuator/kafkaconsole");
		List<String> headers = new ArrayList<>(List.of(page.headers().firstValue("x-csrf-header").orElseThrow(),
				page.headers().firstValue("x-csrf-token").orElseThrow()));
		assertThat(app.operations().changes()).isEmpty();
		String cookie = page.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
		headers.addAll(List.of("Cookie", cookie));
		assertThat(app.post(ORDERS, PAUSE, headers.toArray(String[]::new)).statusCode()).isEqualTo(200);
		assertThat(app.operations().changes()).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class ServletSecurity {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class ReactiveSecurity {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll()).build();
		}

	}

}
