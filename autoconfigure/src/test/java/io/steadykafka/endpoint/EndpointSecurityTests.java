package io.steadykafka.endpoint;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint behind Spring Security: some may look, some may operate, and the log says
 * who did.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndpointSecurityTests {

	private static final String ORDERS = EndpointApp.GROUPS + "/orders-group";

	private static final Map<String, String> PAUSE = Map.of("operation", "pause");

	private static EndpointApp app;

	@BeforeAll
	static void start() {
		app = EndpointApp.start(WebApplicationType.SERVLET, List.of(EndpointApplication.class, Secured.class),
				EndpointApp.WRITABLE);
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	@Test
	void nobodyUnknownIsAnswered() {
		assertThat(app.get(ORDERS).statusCode()).isEqualTo(401);
		assertThat(app.post(ORDERS, PAUSE).statusCode()).isEqualTo(401);
		assertThat(app.operations().changes()).isEmpty();
	}

	@Test
	void whoMayLookMayNotOperate() {
		assertThat(app.get(ORDERS, "viewer").statusCode()).isEqualTo(200);
		assertThat(app.postAs("viewer", ORDERS, PAUSE).statusCode()).isEqualTo(403);
		assertThat(app.operations().changes()).isEmpty();
	}

	@Test
	void whoMayOperateIsNamed(CapturedOutput output) {
		AuditedOperations audited = new AuditedOperations();
		app.context().addApplicationListener(audited);
		assertThat(app.postAs("operator", ORDERS, PAUSE).statusCode()).isEqualTo(200);
		assertThat(app.operations().changes()).containsExactly("pause orders null null operator");
		assertThat(output).contains("asked for by 'operator', done");
		assertThat(audited.events()).singleElement()
			.satisfies((event) -> assertThat(event.getPrincipal()).isEqualTo("operator"));
	}

	@Test
	void whoMayOperateIsToldSoAndWhoMayNotIsRefused(CapturedOutput output) {
		Map<String, String> allowed = Map.of("operation", "allowed");
		assertThat(app.post(ORDERS, allowed).statusCode()).isEqualTo(401);
		assertThat(app.postAs("viewer", ORDERS, allowed).statusCode()).isEqualTo(403);
		assertThat(app.postAs("shared", ORDERS, allowed).statusCode()).isEqualTo(403);
		HttpResponse<String> answer = app.postAs("operator", ORDERS, allowed);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"user\":\"operator\"", "\"skip\"");
		assertThat(output).doesNotContain("asked for by 'operator'");
	}

	@Test
	void whoMayOperateOneGroupCanNotReachAnotherThroughIt() {
		for (String place : List.of("?group=orders-group", "?path=orders-group")) {
			HttpResponse<String> answer = app.postAs("shared", EndpointApp.GROUPS + "/shared" + place, PAUSE);
			assertThat(answer.statusCode()).isEqualTo(400);
		}
		assertThat(app.postAs("shared", ORDERS, PAUSE).statusCode()).isEqualTo(403);
		assertThat(
				app.postAs("shared", EndpointApp.GROUPS + "/shared", Map.of("operation", "stop", "listener", "first"))
					.statusCode())
			.isEqualTo(200);
		assertThat(app.operations().changes()).containsExactly("stop first shared");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class Secured {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) throws Exception {
			return http.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, "/actuator/**")
					.authenticated()
					.requestMatchers(HttpMethod.POST, EndpointApp.GROUPS + "/shared")
					.hasAnyRole("OPERATOR", "SHARED")
					.anyRequest()
					.hasRole("OPERATOR"))
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(user("viewer", "VIEWER"), user("operator", "OPERATOR"),
					user("shared", "SHARED"));
		}

		private static UserDetails user(String name, String role) {
			return User.withUsername(name).password("{noop}pass").roles(role).build();
		}

	}

}
