package io.steadykafka.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadykafka.autoconfigure.internal.SwitchedOffBeanFailureAnalyzer;
import io.steadykafka.autoconfigure.internal.properties.SteadyKafkaProperties;
import io.steadykafka.health.KafkaStatus;
import io.steadykafka.health.internal.KafkaConsumersHealthIndicator;
import io.steadykafka.health.internal.KafkaLagHealthIndicator;
import io.steadykafka.health.internal.KafkaRebalanceHealthIndicator;
import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.metrics.internal.lag.LagMetrics;
import io.steadykafka.metrics.internal.listener.ContainerMetrics;
import io.steadykafka.metrics.internal.listener.RebalanceMetrics;
import io.steadykafka.operations.BlockedRecords;
import io.steadykafka.rebalance.Rebalances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
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

	@ParameterizedTest
	@CsvSource({ "on,true", "YES,true", "1,true", "off,false", "no,false" })
	void aSwitchUnderstandsWhatOtherPropertiesDo(String value, boolean on) {
		this.runner.withPropertyValues("steady.kafka.lag.enabled=" + value)
			.run((context) -> assertThat(context.getBeanNamesForType(LagMonitor.class)).hasSize(on ? 1 : 0));
	}

	@Test
	void eventsAreFollowedInTheirOrderWithAnyMulticaster() {
		this.runner
			.withConfiguration(AutoConfigurations.of(SteadyKafkaDeliveryAutoConfiguration.class,
					SteadyKafkaFailureAutoConfiguration.class, SteadyKafkaWatchdogAutoConfiguration.class))
			.run((context) -> assertThat(context.getBeansOfType(Object.class).values())
				.filteredOn((bean) -> bean.getClass().getName().startsWith("io.steadykafka."))
				.filteredOn(ApplicationListener.class::isInstance)
				// Spring Kafka's, which follows the application's start alone.
				.filteredOn((bean) -> !(bean instanceof KafkaListenerEndpointRegistry))
				.hasSize(1)
				.allSatisfy((bean) -> assertThat(((ApplicationListener<?>) bean).supportsAsyncExecution()).isFalse()));
	}

	@ParameterizedTest
	@CsvSource({ "steady.kafka.failure.enabled", "steady.kafka.delivery.enabled", "steady.kafka.enabled" })
	void whatTookABeanAwayIsNamed(String property) {
		this.runner
			.withConfiguration(AutoConfigurations.of(SteadyKafkaDeliveryAutoConfiguration.class,
					SteadyKafkaFailureAutoConfiguration.class))
			.withUserConfiguration(Injection.class)
			.withPropertyValues(property + "=false")
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new SwitchedOffBeanFailureAnalyzer(environment(property + "=false"))
					.analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains(BlockedRecords.class.getName())
					.contains(property + "=false");
				assertThat(analysis.getAction()).contains(property + "=false").contains("ObjectProvider");
			});
	}

	@Test
	void aBeanThatIsMissingForAnotherReasonIsLeftToSpringBoot() {
		assertThat(new SwitchedOffBeanFailureAnalyzer(environment("steady.kafka.enabled=false"))
			.analyze(new NoSuchBeanDefinitionException(String.class))).isNull();
		assertThat(new SwitchedOffBeanFailureAnalyzer(environment("steady.kafka.lag.enabled=false"))
			.analyze(new NoSuchBeanDefinitionException(BlockedRecords.class))).isNull();
	}

	private static Environment environment(String property) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(property).applyTo(environment);
		return environment;
	}

	@Test
	void healthTellsThatAListenerIsNotProtected() {
		this.runner.withBean(ContainerPreparer.class, () -> (listener) -> {
			throw new ArithmeticException("long overflow");
		}).run((context) -> {
			Health health = context.getBean(KafkaConsumersHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(KafkaStatus.DEGRADED);
			assertThat(health.getDetails().toString()).contains("notProtected")
				.contains("ArithmeticException: long overflow")
				.contains("steady.kafka.listeners.orders.enabled=false");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Injection {

		@Bean
		static String needsBlockedRecords(BlockedRecords blocked) {
			return blocked.toString();
		}

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
