package io.steadykafka.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.steadykafka.autoconfigure.ListenerApplications.ManyListeners;
import io.steadykafka.delivery.internal.RecordDelivery;
import io.steadykafka.failure.internal.RecordFailures;
import io.steadykafka.health.internal.KafkaConsumersHealthIndicator;
import io.steadykafka.listener.Origin;
import io.steadykafka.listener.Setting;
import io.steadykafka.operations.BlockedRecords;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.AfterRollbackProcessor;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.CommonLoggingErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which listeners' failed records are looked after, and what the startup report says of
 * it.
 */
class FailureHandlingTests {

	private static final String SKIPS = "it has no recoverer: a record is skipped after its last attempt, "
			+ "and only logged";

	private final ApplicationContextRunner runner = Runners.kafkaApplication()
		.withConfiguration(AutoConfigurations.of(SteadyKafkaDeliveryAutoConfiguration.class,
				SteadyKafkaFailureAutoConfiguration.class));

	@Test
	void listenersWithoutAHandlerGetOne() {
		this.runner.withUserConfiguration(ManyListeners.class).run((context) -> {
			assertThat(Runners.setting(context, "plain", "failure handling"))
				.isEqualTo(new Setting("failure handling", "block after 10 attempts", Origin.STEADY_KAFKA, ""));
			for (String id : new String[] { "plain", "batch", "async", "own-properties" }) {
				assertThat(errorHandler(context, id).getClass().getSimpleName()).isEqualTo("SteadyErrorHandler");
			}
		});
	}

	@Test
	void retryTopicsKeepTheirHandler() {
		this.runner.withUserConfiguration(ManyListeners.class).run((context) -> {
			assertThat(errorHandler(context, "retryable")).isInstanceOf(DefaultErrorHandler.class);
			assertThat(Runners.setting(context, "retryable", "failure handling"))
				.isEqualTo(new Setting("failure handling", "yours (DefaultErrorHandler)", Origin.YOURS, ""));
		});
	}

	@Test
	void aHandlerOfTheApplicationsStaysAndItIsSaidThatItSkips() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withBean("own", CommonErrorHandler.class, DefaultErrorHandler::new)
			.run((context) -> {
				assertThat(errorHandler(context, "plain")).isSameAs(context.getBean("own"));
				assertThat(Runners.setting(context, "plain", "failure handling"))
					.isEqualTo(new Setting("failure handling", "yours (DefaultErrorHandler)", Origin.YOURS, SKIPS));
			});
	}

	@Test
	void aHandlerWithARecovererDoesNotSkip() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withBean(CommonErrorHandler.class, () -> new DefaultErrorHandler((record, exception) -> {
			}))
			.run((context) -> assertThat(Runners.setting(context, "plain", "failure handling").note()).isEmpty());
	}

	@Test
	void aHandlerOfAnotherKindIsNamed() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withBean(CommonErrorHandler.class, CommonLoggingErrorHandler::new)
			.run((context) -> assertThat(Runners.setting(context, "plain", "failure handling").value())
				.isEqualTo("yours (CommonLoggingErrorHandler)"));
	}

	@Test
	void transactionalListenersGetAnAfterRollbackProcessor() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("spring.kafka.producer.transaction-id-prefix=tx-")
			.run((context) -> {
				assertThat(Runners.listener(context, "plain").container().getCommonErrorHandler()).isNull();
				assertThat(Runners.listener(context, "plain")
					.container()
					.getAfterRollbackProcessor()
					.getClass()
					.getSimpleName()).isEqualTo("SteadyAfterRollbackProcessor");
				assertThat(Runners.setting(context, "plain", "failure handling").value())
					.isEqualTo("block after 10 attempts");
			});
	}

	@Test
	void anAfterRollbackProcessorOfTheApplicationsStays() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("spring.kafka.producer.transaction-id-prefix=tx-")
			.withBean("own", AfterRollbackProcessor.class,
					() -> new DefaultAfterRollbackProcessor<>(new FixedBackOff(1, 1)))
			.run((context) -> {
				assertThat(Runners.listener(context, "plain").container().getAfterRollbackProcessor())
					.isSameAs(context.getBean("own"));
				assertThat(Runners.setting(context, "plain", "failure handling")).isEqualTo(
						new Setting("failure handling", "yours (DefaultAfterRollbackProcessor)", Origin.YOURS, SKIPS));
			});
	}

	@Test
	void anAfterRollbackProcessorThatTheApplicationConfiguredStays() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("spring.kafka.producer.transaction-id-prefix=tx-")
			.withBean("own", AfterRollbackProcessor.class, () -> {
				DefaultAfterRollbackProcessor<?, ?> processor = new DefaultAfterRollbackProcessor<>();
				processor.addNotRetryableExceptions(IllegalStateException.class);
				return processor;
			})
			.run((context) -> assertThat(Runners.listener(context, "plain").container().getAfterRollbackProcessor())
				.isSameAs(context.getBean("own")));
	}

	@Test
	void whatCanNotBeLookedAfterIsSaid() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("spring.kafka.consumer.enable-auto-commit=true")
			.run((context) -> {
				assertThat(Runners.listener(context, "plain").container().getCommonErrorHandler()).isNull();
				Setting setting = Runners.setting(context, "plain", "failure handling");
				assertThat(setting.origin()).isEqualTo(Origin.KAFKA_DEFAULT);
				assertThat(setting.note()).contains("skipped after ten attempts").contains("enable.auto.commit=true");
			});
	}

	@Test
	void deadLettersAreAnnounced() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("steady.kafka.failure.on-exhausted=dead-letter",
					"steady.kafka.failure.backoff.max-attempts=3")
			.run((context) -> assertThat(Runners.setting(context, "plain", "failure handling"))
				.isEqualTo(new Setting("failure handling", "dead-letter after 3 attempts", Origin.STEADY_KAFKA,
						"to topics of the same name with -dlt, which must exist")));
	}

	@Test
	void anAsynchronousBatchIsLookedAfterInPartOnly() {
		this.runner.withUserConfiguration(AsyncBatch.class)
			.run((context) -> assertThat(Runners.setting(context, "async-batch", "failure handling").note())
				.startsWith("only what the listener throws"));
	}

	@Test
	void canBeSwitchedOff() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("steady.kafka.failure.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(RecordDelivery.class)
				.doesNotHaveBean(RecordFailures.class)
				.doesNotHaveBean(BlockedRecords.class)
				.hasSingleBean(KafkaConsumersHealthIndicator.class));
	}

	@Test
	void isOffWithoutDelivery() {
		this.runner.withUserConfiguration(ManyListeners.class)
			.withPropertyValues("steady.kafka.delivery.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(RecordFailures.class));
	}

	private static CommonErrorHandler errorHandler(ApplicationContext context, String id) {
		return Runners.listener(context, id).container().getCommonErrorHandler();
	}

	@Configuration(proxyBeanMethods = false)
	static class AsyncBatch {

		@Bean
		static ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> customizer() {
			return (container) -> container.setAutoStartup(false);
		}

		@KafkaListener(id = "async-batch", topics = "orders", groupId = "group", batch = "true")
		CompletableFuture<Void> handle(List<String> orders) {
			return CompletableFuture.completedFuture(null);
		}

	}

}
