package io.steadykafka.benchmarks.app;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Serves health and meters over HTTP where a port is set. Health is one line for each
 * indicator: name, status and details.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("benchmark.port")
class ScrapeConfiguration {

	@Bean
	ScrapeServer scrapeServer(BenchmarkProperties properties, HealthEndpoint health, PrometheusMeterRegistry meters,
			ObjectProvider<RawClientCalls> bareCalls, HandlerWork work) throws IOException {
		return new ScrapeServer(properties.port(), () -> describe(health), meters::scrape, bareCalls::getObject, work);
	}

	@Bean
	@Lazy
	RawClientCalls bareCalls(BenchmarkProperties properties, KafkaProperties kafka) {
		return new RawClientCalls(kafka.buildAdminProperties(), String.valueOf(kafka.getConsumer().getGroupId()),
				properties.topic());
	}

	private static String describe(HealthEndpoint endpoint) {
		Map<String, HealthDescriptor> components = (endpoint.health() instanceof CompositeHealthDescriptor composite)
				? composite.getComponents() : null;
		return Objects.requireNonNullElse(components, Map.<String, HealthDescriptor>of())
			.entrySet()
			.stream()
			.map((component) -> component.getKey() + " " + describe(component.getValue()))
			.collect(Collectors.joining("\n"));
	}

	private static String describe(HealthDescriptor health) {
		String details = (health instanceof IndicatedHealthDescriptor indicated)
				? String.valueOf(indicated.getDetails()) : "";
		return health.getStatus().getCode() + " " + details.replace('\n', ' ');
	}

}
