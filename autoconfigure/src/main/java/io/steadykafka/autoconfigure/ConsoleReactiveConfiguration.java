package io.steadykafka.autoconfigure;

import io.steadykafka.endpoint.internal.console.ConsoleWebFilter;
import io.steadykafka.endpoint.internal.console.CsrfTokens;
import io.steadykafka.endpoint.internal.console.ReactiveCsrf;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.util.ClassUtils;

/**
 * What the console adds to the server that the actuator is on, for WebFlux.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Conditional(OnConsoleOrGroups.class)
final class ConsoleReactiveConfiguration {

	@Bean
	ConsoleWebFilter steadyKafkaConsoleWebFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
		boolean secured = ClassUtils.isPresent(ConsoleServletConfiguration.CSRF, getClass().getClassLoader());
		return new ConsoleWebFilter(SteadyKafkaConsoleAutoConfiguration.paths(endpoints),
				(secured) ? CsrfTokens.reactive() : ReactiveCsrf.NONE);
	}

}
