package io.steadykafka.autoconfigure;

import io.steadykafka.endpoint.internal.console.ConsoleServletFilter;
import io.steadykafka.endpoint.internal.console.CsrfTokens;
import io.steadykafka.endpoint.internal.console.ServletCsrf;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What the console adds to the server that the actuator is on, for servlets.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ Filter.class, OncePerRequestFilter.class })
@Conditional(OnConsoleOrGroups.class)
final class ConsoleServletConfiguration {

	static final String CSRF = "org.springframework.security.web.csrf.CsrfToken";

	@Bean
	ConsoleServletFilter steadyKafkaConsoleServletFilter(ObjectProvider<PathMappedEndpoints> endpoints) {
		boolean secured = ClassUtils.isPresent(CSRF, getClass().getClassLoader());
		return new ConsoleServletFilter(SteadyKafkaConsoleAutoConfiguration.paths(endpoints),
				(secured) ? CsrfTokens.servlet() : ServletCsrf.NONE);
	}

}
