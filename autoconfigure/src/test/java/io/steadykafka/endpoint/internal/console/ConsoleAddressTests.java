package io.steadykafka.endpoint.internal.console;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleAddressTests {

	@Test
	void withoutAServerThereIsNone() {
		assertThat(address()).isNull();
	}

	@Test
	void itIsOnTheApplicationsPortBelowItsPath() {
		assertThat(address("local.server.port=8080")).isEqualTo("http://localhost:8080");
		assertThat(address("local.server.port=8080", "local.management.port=8080", "server.servlet.context-path=/app",
				"spring.mvc.servlet.path=/mvc"))
			.isEqualTo("http://localhost:8080/app/mvc");
		assertThat(address("local.server.port=8080", "spring.webflux.base-path=/flux/"))
			.isEqualTo("http://localhost:8080/flux");
	}

	@Test
	void itIsOnTheManagementPortIfThatIsAnother() {
		assertThat(address("local.server.port=8080", "local.management.port=9090", "server.servlet.context-path=/app",
				"management.server.base-path=/admin"))
			.isEqualTo("http://localhost:9090/admin");
	}

	@Test
	void itIsEncryptedIfTheServerIs() {
		assertThat(address("local.server.port=8443", "server.ssl.bundle=web")).isEqualTo("https://localhost:8443");
		assertThat(address("local.server.port=8443", "server.ssl.bundle=web", "server.ssl.enabled=false"))
			.isEqualTo("http://localhost:8443");
		assertThat(address("local.server.port=8443", "local.management.port=9090", "server.ssl.bundle=web"))
			.isEqualTo("http://localhost:9090");
	}

	private static String address(String... properties) {
		MockEnvironment environment = new MockEnvironment();
		Arrays.stream(properties)
			.map((property) -> property.split("=", 2))
			.forEach((property) -> environment.setProperty(property[0], property[1]));
		return ConsoleAddress.of(environment);
	}

}
