package io.steadykafka.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import io.steadykafka.autoconfigure.internal.OrderedStatusAggregator;
import io.steadykafka.health.KafkaStatus;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that gives DEGRADED its place in the
 * overall health: Spring Boot leaves statuses out that are not in its order. An order or
 * an aggregator of the application's wins.
 */
@AutoConfiguration(after = SteadyKafkaAutoConfiguration.class, before = HealthEndpointAutoConfiguration.class)
@ConditionalOnClass({ StatusAggregator.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnBean(SteadyKafkaAutoConfiguration.class)
@EnableConfigurationProperties(HealthEndpointProperties.class)
public final class SteadyKafkaStatusAutoConfiguration {

	private static final List<String> DEGRADED_BEFORE_UP = Stream
		.of(Status.DOWN, Status.OUT_OF_SERVICE, KafkaStatus.DEGRADED, Status.UP, Status.UNKNOWN)
		.map(Status::getCode)
		.toList();

	@Bean
	@ConditionalOnMissingBean
	StatusAggregator steadyKafkaStatusAggregator(HealthEndpointProperties properties) {
		List<String> chosen = properties.getStatus().getOrder();
		return new OrderedStatusAggregator(chosen.isEmpty() ? DEGRADED_BEFORE_UP : chosen);
	}

}
