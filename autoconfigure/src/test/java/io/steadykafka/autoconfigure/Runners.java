package io.steadykafka.autoconfigure;

import java.util.Map;

import io.steadykafka.listener.Setting;
import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.startup.ListenerReport;
import io.steadykafka.startup.StartupReport;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Application contexts whose listeners do not start, so that no broker is needed.
 */
final class Runners {

	private Runners() {
	}

	static ApplicationContextRunner kafkaApplication() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class, SteadyKafkaAutoConfiguration.class,
					SteadyKafkaLagAutoConfiguration.class, SteadyKafkaRebalanceAutoConfiguration.class,
					SteadyKafkaHealthAutoConfiguration.class, SteadyKafkaStatusAutoConfiguration.class,
					SteadyKafkaMetricsAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:1", "spring.kafka.consumer.group-id=group",
					"spring.kafka.listener.auto-startup=false", "steady.kafka.membership.inspection-timeout=0");
	}

	static ListenerContainer listener(ApplicationContext context, String id) {
		return ListenerContainer
			.of((AbstractMessageListenerContainer<?, ?>) context.getBean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer(id));
	}

	static Map<String, Object> consumerConfig(ApplicationContext context, String id) {
		return listener(context, id).consumerConfig();
	}

	static Setting setting(ApplicationContext context, String id, String name) {
		ListenerReport report = context.getBean(StartupReport.class)
			.listeners()
			.stream()
			.filter((candidate) -> candidate.listener().equals(id))
			.findFirst()
			.orElseThrow();
		return report.settings()
			.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

}
