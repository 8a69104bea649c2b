package io.steadykafka.sample.broker;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OnNoBootstrapServers} and {@link BrokerProperties}, on which
 * {@link BrokerConfiguration} goes by.
 */
class BrokerConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(WithoutServers.class);

	@Test
	void aBrokerIsStartedWhereNoServersAreNamed() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(WithoutServers.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.kafka.bootstrap-servers=a:1,b:2", "spring.kafka.bootstrapServers=a:1",
			"spring.kafka.bootstrap-servers[0]=a:1" })
	void noBrokerIsStartedWhereServersAreNamedInWhateverSpelling(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(WithoutServers.class));
	}

	@Test
	void anEmptyListOfServersNamesNone() {
		this.contextRunner.withPropertyValues("spring.kafka.bootstrap-servers=")
			.run((context) -> assertThat(context).hasSingleBean(WithoutServers.class));
	}

	@Test
	void portsThatCannotBeAreRefused() {
		Stream.of(-1, 0, 65536)
			.forEach((port) -> assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
				.isThrownBy(() -> new BrokerProperties(port).validPort())
				.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("sample.broker.port"))
				.satisfies((ex) -> assertThat(ex.getReason()).contains("from 1 to 65535")));
		assertThat(new BrokerProperties(65535).validPort()).isEqualTo(65535);
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnNoBootstrapServers.class)
	static class WithoutServers {

	}

}
