package io.steadykafka.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.health.KafkaConsumersHealthIndicator;
import io.steadykafka.health.KafkaLagHealthIndicator;
import io.steadykafka.health.KafkaRebalanceHealthIndicator;
import io.steadykafka.health.KafkaStatus;
import io.steadykafka.lag.LagMonitor;
import io.steadykafka.listener.ListenerContainers;
import io.steadykafka.metrics.ContainerMetrics;
import io.steadykafka.metrics.LagMetrics;
import io.steadykafka.metrics.RebalanceMetrics;
import io.steadykafka.rebalance.Rebalances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is there, what stays away, and what backs off.
 */
class SteadyKafkaAutoConfigurationTests {

	private final ApplicationContextRunner runner = Runners.kafkaApplication().withUserConfiguration(Listener.class);

	@Test
	void everythingIsThereByDefault() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ListenerContainers.class)
			.hasSingleBean(LagMonitor.class)
			.hasSingleBean(Rebalances.class)
			.hasSingleBean(KafkaConsumersHealthIndicator.class)
			.hasSingleBean(KafkaLagHealthIndicator.class)
			.hasSingleBean(KafkaRebalanceHealthIndicator.class)
			.hasSingleBean(ContainerMetrics.class)
			.hasSingleBean(LagMetrics.class)
			.hasSingleBean(RebalanceMetrics.class));
	}

	@Test
	void everythingCanBeSwitchedOff() {
		this.runner.withPropertyValues("steady.kafka.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBeanNamesForType(Object.class))
				.noneMatch((name) -> name.matches("steadyKafka[A-Z](?!utoConfigurationTests).*"));
			assertThat(context).doesNotHaveBean(KafkaConsumersHealthIndicator.class)
				.doesNotHaveBean(SteadyKafkaProperties.class);
			assertThat(context.getBean(KafkaListenerEndpointRegistry.class))
				.isExactlyInstanceOf(KafkaListenerEndpointRegistry.class);
			assertThat(Runners.consumerConfig(context, "orders")).doesNotContainKey("auto.offset.reset");
		});
	}

	@Test
	void lagCanBeSwitchedOff() {
		this.runner.withPropertyValues("steady.kafka.lag.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LagMonitor.class)
				.doesNotHaveBean(KafkaLagHealthIndicator.class)
				.doesNotHaveBean(LagMetrics.class)
				.hasSingleBean(Rebalances.class));
	}

	@Test
	void rebalanceCanBeSwitchedOff() {
		this.runner.withPropertyValues("steady.kafka.rebalance.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Rebalances.class)
				.doesNotHaveBean(KafkaRebalanceHealthIndicator.class)
				.doesNotHaveBean(RebalanceMetrics.class)
				.hasSingleBean(LagMonitor.class));
	}

	@Test
	void metersCanBeSwitchedOff() {
		this.runner.withPropertyValues("steady.kafka.metrics.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LagMetrics.class)
				.doesNotHaveBean(ContainerMetrics.class)
				.doesNotHaveBean(RebalanceMetrics.class));
	}

	@ParameterizedTest
	@CsvSource({ "kafkaConsumers", "kafkaLag", "kafkaRebalance" })
	void eachIndicatorCanBeSwitchedOffAsUsual(String indicator) {
		this.runner.withPropertyValues("management.health." + indicator + ".enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(indicator + "HealthIndicator"));
	}

	@Test
	void anIndicatorOfTheApplicationWins() {
		this.runner.withUserConfiguration(OwnIndicator.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(KafkaLagHealthIndicator.class)
				.hasSingleBean(KafkaConsumersHealthIndicator.class));
	}

	@Test
	void withoutSpringKafkaNothingIsThere() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.kafka", "org.apache.kafka",
					KafkaAutoConfiguration.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SteadyKafkaAutoConfiguration.class));
	}

	@Test
	void withoutHealthTheRestIsThere() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LagMonitor.class)
				.doesNotHaveBean("kafkaLagHealthIndicator"));
	}

	@Test
	void withoutMicrometerTheRestIsThere() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LagMonitor.class)
				.hasSingleBean(KafkaLagHealthIndicator.class)
				.doesNotHaveBean("steadyKafkaClientMetrics")
				.doesNotHaveBean("steadyKafkaLagMetrics"));
	}

	@Test
	void withoutHealthEndpointIndicatorsAreStillThere() {
		this.runner.withClassLoader(new FilteredClassLoader(StatusAggregator.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(KafkaLagHealthIndicator.class));
	}

	@Test
	void degradedHasItsPlaceInTheOverallHealth() {
		this.runner.run((context) -> {
			StatusAggregator aggregator = context.getBean(StatusAggregator.class);
			assertThat(aggregator.getAggregateStatus(Status.UP, KafkaStatus.DEGRADED)).isEqualTo(KafkaStatus.DEGRADED);
			assertThat(aggregator.getAggregateStatus(Status.DOWN, KafkaStatus.DEGRADED)).isEqualTo(Status.DOWN);
			assertThat(aggregator.getAggregateStatus(Status.UP, Status.UNKNOWN)).isEqualTo(Status.UP);
		});
	}

	@Test
	void anOrderOfTheApplicationWins() {
		this.runner.withPropertyValues("management.endpoint.health.status.order=up,degraded")
			.run((context) -> assertThat(
					context.getBean(StatusAggregator.class).getAggregateStatus(Status.UP, KafkaStatus.DEGRADED))
				.isEqualTo(Status.UP));
	}

	@Test
	void anAggregatorOfTheApplicationWins() {
		this.runner.withUserConfiguration(OwnAggregator.class)
			.run((context) -> assertThat(context.getBean(StatusAggregator.class).getAggregateStatus(Status.UP))
				.isEqualTo(new Status("MINE")));
	}

	@Test
	void anApplicationWithoutListenersRuns() {
		Runners.kafkaApplication()
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(KafkaConsumersHealthIndicator.class)
				.extracting((indicator) -> indicator.health().getStatus())
				.isEqualTo(Status.UP));
	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@KafkaListener(id = "orders", topics = "orders")
		void listen(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIndicator {

		@Bean
		HealthIndicator kafkaLagHealthIndicator() {
			return () -> null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAggregator {

		@Bean
		StatusAggregator ownAggregator() {
			return (statuses) -> new Status("MINE");
		}

	}

}
