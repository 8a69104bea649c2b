package io.steadykafka.autoconfigure;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.steadykafka.listener.internal.Containment;
import io.steadykafka.listener.internal.ListenerContainers;
import io.steadykafka.startup.StartupReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adding the starter never stops an application that ran before.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusualApplicationsTests {

	private final ApplicationContextRunner runner = Runners.kafkaApplication();

	@Test
	void aConsumerFactoryThatDoesNotTellItsConfigurationIsLeftAlone(CapturedOutput output) {
		this.runner.withUserConfiguration(SecretiveFactory.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ListenerContainers.class).all()).isEmpty();
		});
		assertThat(output)
			.contains("can't manage listener 'container': its consumer factory does not expose its configuration");
	}

	@Test
	void prototypesOfContainersAreNotMade() {
		this.runner.withUserConfiguration(PrototypeContainer.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Containment.class).failures()).isZero();
		});
	}

	@Test
	void severalRegistriesArePrepared() {
		this.runner.withUserConfiguration(PlainListener.class, SecondRegistry.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ListenerContainers.class).all()).extracting("id").containsExactly("orders");
		});
	}

	@Test
	void lazyApplicationsArePrepared() {
		this.runner.withUserConfiguration(PlainListener.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				// A lazy bean's listeners are found once the bean is made.
				context.getBean(PlainListener.class);
				assertThat(context.getBean(Containment.class).failures()).isZero();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "kafkaLag", "kafkaLagHealthIndicator", "kafkaLagHealthContributor" })
	void anIndicatorOfTheSameNameIsLeftItsPlace(String bean) {
		HealthIndicator own = () -> Health.up().withDetail("mine", true).build();
		this.runner.withUserConfiguration(PlainListener.class)
			.withBean(bean, HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(HealthContributorRegistry.class)
				.extracting((registry) -> registry.getContributor("kafkaLag"))
				.isSameAs(own));
	}

	@Test
	void aConfiguredListenerThatIsNotThereIsNamed(CapturedOutput output) {
		this.runner.withUserConfiguration(PlainListener.class)
			.withPropertyValues("steady.kafka.listeners.order.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("so far there is no listener 'order'. There are [orders]");
	}

	@Test
	void anUnregisteredListenerIsForgotten() {
		this.runner.withUserConfiguration(PlainListener.class).run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.find("steady.kafka.listener.state").gauges()).isNotEmpty();
			context.getBean(KafkaListenerEndpointRegistry.class).unregisterListenerContainer("orders");
			assertThat(context.getBean(ListenerContainers.class).all()).isEmpty();
			assertThat(context.getBean(StartupReport.class).listeners()).isEmpty();
			assertThat(meters.find("steady.kafka.listener.state").gauges()).isEmpty();
			assertThat(meters.find("steady.kafka.rebalances").functionCounters()).isEmpty();
			assertThat(meters.find("steady.kafka.assigned.partitions").gauges()).isEmpty();
		});
	}

	@Test
	void aListenerWithoutGroupRuns() {
		Runners.kafkaApplication()
			.withUserConfiguration(WithoutGroup.class)
			.withPropertyValues("spring.kafka.consumer.group-id=")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(ListenerContainers.class).all()).singleElement()
					.extracting("group")
					.isEqualTo("");
				assertThat(context.getBean(Containment.class).failures()).isZero();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class PlainListener {

		@KafkaListener(id = "orders", topics = "orders", groupId = "group")
		void handle(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutGroup {

		@KafkaListener(id = "tail",
				topicPartitions = @org.springframework.kafka.annotation.TopicPartition(topic = "orders",
						partitions = "0"),
				idIsGroup = false)
		void handle(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondRegistry {

		@Bean
		KafkaListenerEndpointRegistry secondRegistry() {
			return new KafkaListenerEndpointRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeContainer {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		ConcurrentMessageListenerContainer<Object, Object> prototype() {
			throw new IllegalStateException("nobody asked for one");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecretiveFactory {

		@Bean
		static ConsumerFactory<Object, Object> secretive() {
			return new DefaultKafkaConsumerFactory<>(Map.of("bootstrap.servers", "localhost:1")) {

				@Override
				public Map<String, Object> getConfigurationProperties() {
					throw new UnsupportedOperationException("it is secret");
				}

			};
		}

		@Bean
		static ConcurrentMessageListenerContainer<Object, Object> container(ConsumerFactory<Object, Object> secretive) {
			ContainerProperties properties = new ContainerProperties("orders");
			properties.setGroupId("group");
			properties.setMessageListener((MessageListener<Object, Object>) (message) -> {
			});
			ConcurrentMessageListenerContainer<Object, Object> container = new ConcurrentMessageListenerContainer<>(
					secretive, properties);
			container.setAutoStartup(false);
			return container;
		}

	}

}
