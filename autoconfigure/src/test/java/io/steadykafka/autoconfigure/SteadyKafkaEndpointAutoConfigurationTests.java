package io.steadykafka.autoconfigure;

import java.util.Map;

import io.steadykafka.endpoint.internal.KafkaGroupsEndpoint;
import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.operations.internal.log.OperationLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SteadyKafkaEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, SteadyKafkaAutoConfiguration.class,
				SteadyKafkaOperationsAutoConfiguration.class, SteadyKafkaEndpointAutoConfiguration.class))
		.withUserConfiguration(Descriptions.class);

	@Test
	void theEndpointIsThereIfItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=kafkagroups", "server.port=0")
			.run((context) -> assertThat(context).hasSingleBean(KafkaGroupsEndpoint.class)
				.hasSingleBean(OperationLog.class));
		this.runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*")
			.run((context) -> assertThat(context).hasSingleBean(KafkaGroupsEndpoint.class));
		this.runner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaGroupsEndpoint.class));
	}

	@Test
	void anApplicationWithoutActuatorStartsWithoutTheEndpoint() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("kafkaGroupsEndpoint"));
		this.runner.withClassLoader(new FilteredClassLoader(Endpoint.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("kafkaGroupsEndpoint"));
	}

	@Test
	void anApplicationThatSwitchedOperationsOffHasNoEndpoint() {
		this.runner
			.withPropertyValues("steady.kafka.operations.enabled=false", "management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaGroupsEndpoint.class));
	}

	@Test
	void anApplicationThatSwitchedTheStarterOffHasNoEndpoint() {
		this.runner.withPropertyValues("steady.kafka.enabled=false", "management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(KafkaGroupsEndpoint.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Descriptions {

		@Bean
		GroupDescriptions descriptions() {
			return new GroupDescriptions() {

				@Override
				public Map<String, @Nullable Object> groups(boolean all) {
					return Map.of();
				}

				@Override
				public Map<String, @Nullable Object> describe(String group) {
					return Map.of();
				}

			};
		}

	}

}
