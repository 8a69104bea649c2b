package io.steadykafka.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.steadykafka.listener.Origin;
import io.steadykafka.listener.internal.ContainerPreparer;
import io.steadykafka.startup.StartupReport;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.transaction.KafkaTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which safe defaults reach which listeners, and who wins.
 */
@ExtendWith(OutputCaptureExtension.class)
class SafeDefaultsTests {

	private static final Map<String, Object> ALL = Map.of("enable.auto.commit", "false", "auto.offset.reset",
			"earliest", "isolation.level", "read_committed", "allow.auto.create.topics", "false",
			"partition.assignment.strategy", CooperativeStickyAssignor.class.getName(), "heartbeat.interval.ms", "300");

	private final ApplicationContextRunner runner = Runners.kafkaApplication();

	@ParameterizedTest
	@ValueSource(strings = { "plain", "batch", "retryable", "retryable-retry", "retryable-dlt" })
	void defaultsReachListenersOfEveryKind(String listener) {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.run((context) -> assertThat(Runners.consumerConfig(context, listener)).containsAllEntriesOf(ALL));
	}

	@ParameterizedTest
	@ValueSource(strings = { "own-factories", "hard-coded-factory" })
	void defaultsReachListenersOfUserDefinedFactories(String listener) {
		this.runner.withUserConfiguration(ListenerApplications.OwnFactories.class)
			.run((context) -> assertThat(Runners.consumerConfig(context, listener)).containsAllEntriesOf(ALL));
	}

	@Test
	void defaultsReachContainersThatAreBeans() {
		this.runner.withUserConfiguration(ListenerApplications.ContainerBean.class).run((context) -> {
			assertThat(Runners.setting(context, "container", "auto.offset.reset").origin())
				.isEqualTo(Origin.STEADY_KAFKA);
			assertThat(context.getBean(ConcurrentMessageListenerContainer.class)
				.getContainerProperties()
				.getKafkaConsumerProperties()).containsAllEntriesOf(ALL);
		});
	}

	@ParameterizedTest
	@CsvSource({ "spring.kafka.properties.auto.offset.reset=latest,auto.offset.reset,latest",
			"spring.kafka.consumer.properties.auto.offset.reset=latest,auto.offset.reset,latest",
			"spring.kafka.consumer.auto-offset-reset=latest,auto.offset.reset,latest",
			"spring.kafka.properties.enable.auto.commit=true,enable.auto.commit,true",
			"spring.kafka.consumer.properties.enable.auto.commit=true,enable.auto.commit,true",
			"spring.kafka.consumer.enable-auto-commit=true,enable.auto.commit,true",
			"spring.kafka.properties.isolation.level=read_uncommitted,isolation.level,read_uncommitted",
			"spring.kafka.consumer.properties.isolation.level=read_uncommitted,isolation.level,read_uncommitted",
			"spring.kafka.consumer.isolation-level=read-uncommitted,isolation.level,read_uncommitted",
			"spring.kafka.properties.isolation.level=read_committed,isolation.level,read_committed",
			"spring.kafka.properties.allow.auto.create.topics=true,allow.auto.create.topics,true",
			"spring.kafka.consumer.properties.allow.auto.create.topics=true,allow.auto.create.topics,true",
			"spring.kafka.properties.heartbeat.interval.ms=1000,heartbeat.interval.ms,1000",
			"spring.kafka.consumer.properties.heartbeat.interval.ms=1000,heartbeat.interval.ms,1000",
			"spring.kafka.consumer.heartbeat-interval=1s,heartbeat.interval.ms,1000" })
	void theApplicationWinsByEverySpelling(String property, String key, String value) {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues(property)
			.run((context) -> {
				assertThat(Runners.consumerConfig(context, "plain").get(key)).asString().isEqualTo(value);
				assertThat(Runners.setting(context, "plain", key).origin()).isEqualTo(Origin.YOURS);
			});
	}

	@Test
	void theListenersOwnPropertiesWin() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class).run((context) -> {
			assertThat(Runners.consumerConfig(context, "own-properties")).containsEntry("auto.offset.reset", "latest")
				.containsEntry("isolation.level", "read_uncommitted")
				.containsEntry("allow.auto.create.topics", "false");
			assertThat(Runners.setting(context, "own-properties", "isolation.level").origin()).isEqualTo(Origin.YOURS);
		});
	}

	@Test
	void aFactoryMadeByHandWins() {
		this.runner.withUserConfiguration(ListenerApplications.OwnFactories.class).run((context) -> {
			assertThat(Runners.consumerConfig(context, "made-by-hand"))
				.containsEntry("isolation.level", "read_uncommitted")
				.containsEntry("auto.offset.reset", "latest");
			assertThat(Runners.setting(context, "made-by-hand", "isolation.level").origin()).isEqualTo(Origin.YOURS);
		});
	}

	@Test
	void asynchronousListenersKeepKafkasAssignor() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.run((context) -> assertThat(Runners.consumerConfig(context, "async"))
				.containsEntry("auto.offset.reset", "earliest")
				.doesNotContainKey("partition.assignment.strategy"));
	}

	@ParameterizedTest
	@CsvSource({ "range,beside-range", "async,beside-async" })
	void listenersOfOneGroupAgreeOnTheAssignor(String listener, String beside) {
		this.runner.withUserConfiguration(ListenerApplications.SharedGroups.class).run((context) -> {
			assertThat(Runners.consumerConfig(context, beside)).containsEntry("auto.offset.reset", "earliest")
				.doesNotContainKey("partition.assignment.strategy");
			assertThat(Runners.setting(context, beside, "partition.assignment.strategy").note())
				.contains("listener '" + listener + "' of the same group");
		});
	}

	@Test
	void aCustomizersIsolationLevelWins() {
		this.runner.withUserConfiguration(ListenerApplications.CustomizedFactory.class).run((context) -> {
			assertThat(Runners.consumerConfig(context, "customized")).containsEntry("isolation.level",
					"read_uncommitted");
			assertThat(Runners.setting(context, "customized", "isolation.level").origin()).isEqualTo(Origin.YOURS);
		});
	}

	@Test
	void anIsolationLevelThatCannotBeToldFromADefaultStaysAndSaysSo() {
		this.runner.withUserConfiguration(ListenerApplications.FactoryWithOtherServers.class).run((context) -> {
			assertThat(Runners.consumerConfig(context, "other-servers")).containsEntry("isolation.level",
					"read_uncommitted");
			assertThat(Runners.setting(context, "other-servers", "isolation.level").note())
				.contains("or Spring Boot's default");
		});
	}

	@Test
	void theConsumerProtocolGetsNothingThatItRefuses() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("spring.kafka.consumer.properties.group.protocol=consumer")
			.run((context) -> assertThat(Runners.consumerConfig(context, "plain"))
				.containsEntry("auto.offset.reset", "earliest")
				.doesNotContainKeys("partition.assignment.strategy", "heartbeat.interval.ms"));
	}

	@Test
	void authenticationIsTriedAgain() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.run((context) -> assertThat(authRetryInterval(Runners.listener(context, "plain").container()))
				.isEqualTo(Duration.ofSeconds(10)));
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("steady.kafka.defaults.auth-exception-retry-interval=3s")
			.run((context) -> assertThat(authRetryInterval(Runners.listener(context, "plain").container()))
				.isEqualTo(Duration.ofSeconds(3)));
	}

	@Test
	void theApplicationsAuthenticationRetryWins() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("spring.kafka.listener.auth-exception-retry-interval=1m")
			.run((context) -> {
				assertThat(authRetryInterval(Runners.listener(context, "plain").container()))
					.isEqualTo(Duration.ofMinutes(1));
				assertThat(Runners.setting(context, "plain", "authExceptionRetryInterval").origin())
					.isEqualTo(Origin.YOURS);
			});
	}

	@Test
	void aFencedTransactionalListenerStops() {
		ApplicationContextRunner transactional = this.runner
			.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("spring.kafka.producer.transaction-id-prefix=tx-");
		transactional.run((context) -> {
			assertThat(context).hasSingleBean(KafkaTransactionManager.class);
			assertThat(stopsWhenFenced(context, "plain")).isTrue();
			assertThat(Runners.setting(context, "plain", "stopContainerWhenFenced").origin())
				.isEqualTo(Origin.STEADY_KAFKA);
		});
		transactional.withPropertyValues("steady.kafka.defaults.stop-container-when-fenced=false")
			.run((context) -> assertThat(stopsWhenFenced(context, "plain")).isFalse());
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.run((context) -> assertThat(stopsWhenFenced(context, "plain")).isFalse());
	}

	@Test
	void defaultsCanBeSwitchedOffAndAreStillReported() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("steady.kafka.defaults.enabled=false",
					"spring.kafka.properties.isolation.level=read_committed")
			.run((context) -> {
				assertThat(Runners.consumerConfig(context, "plain")).doesNotContainKeys("auto.offset.reset",
						"allow.auto.create.topics", "partition.assignment.strategy");
				assertThat(authRetryInterval(Runners.listener(context, "plain").container())).isNull();
				// What Spring Boot makes of that spelling without the starter.
				assertThat(Runners.consumerConfig(context, "plain")).containsEntry("isolation.level",
						"read_uncommitted");
				assertThat(Runners.setting(context, "plain", "isolation.level").value()).isEqualTo("read_uncommitted");
				assertThat(Runners.setting(context, "plain", "auto.offset.reset").origin())
					.isEqualTo(Origin.KAFKA_DEFAULT);
			});
	}

	@Test
	void aListenerOptsOutWithItsRetryTopics(CapturedOutput output) {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("steady.kafka.listeners.retryable.enabled=false")
			.run((context) -> {
				assertThat(Runners.consumerConfig(context, "retryable")).doesNotContainKey("auto.offset.reset");
				assertThat(Runners.consumerConfig(context, "retryable-retry")).doesNotContainKey("auto.offset.reset");
				assertThat(Runners.consumerConfig(context, "plain")).containsAllEntriesOf(ALL);
			});
		assertThat(output).contains("leaves listener 'retryable' alone");
	}

	@Test
	void producersAdminAndFactoriesAreNotTouched() {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class).run((context) -> {
			ConsumerFactory<?, ?> consumers = context.getBean(ConsumerFactory.class);
			ProducerFactory<?, ?> producers = context.getBean(ProducerFactory.class);
			assertThat(consumers.getConfigurationProperties()).doesNotContainKeys("auto.offset.reset",
					"allow.auto.create.topics", "partition.assignment.strategy");
			assertThat(producers.getConfigurationProperties()).doesNotContainKeys("isolation.level",
					"auto.offset.reset");
			assertThat(context.getBean(KafkaAdmin.class).getConfigurationProperties())
				.doesNotContainKeys("isolation.level", "auto.offset.reset");
		});
	}

	@Test
	void theReportIsLoggedOneBlockAListener(CapturedOutput output) {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class).run((context) -> {
			assertThat(output).containsOnlyOnce("Listener 'plain': group 'group', topics [orders], protocol classic");
			assertThat(output).containsPattern("auto.offset.reset +=.*earliest +steady-kafka");
			assertThat(context.getBean(StartupReport.class).listeners()).extracting("listener")
				.contains("plain", "batch", "async", "retryable");
		});
	}

	@Test
	void whoPreparesContainersTooSeesTheSettingsThatHold() {
		Map<String, Object> seen = new HashMap<>();
		this.runner.withUserConfiguration(ListenerApplications.CustomizedFactory.class)
			.withBean(ContainerPreparer.class, () -> (listener) -> seen.putAll(listener.consumerConfig()))
			.run((context) -> assertThat(seen).containsEntry("auto.offset.reset", "earliest"));
	}

	@Test
	void theReportCanBeSwitchedOff(CapturedOutput output) {
		this.runner.withUserConfiguration(ListenerApplications.ManyListeners.class)
			.withPropertyValues("steady.kafka.report.enabled=false")
			.run((context) -> assertThat(context.getBean(StartupReport.class).listeners()).isNotEmpty());
		assertThat(output).doesNotContain("Listener 'plain'");
	}

	private static Duration authRetryInterval(AbstractMessageListenerContainer<?, ?> container) {
		return container.getContainerProperties().getAuthExceptionRetryInterval();
	}

	private static boolean stopsWhenFenced(ApplicationContext context, String id) {
		return Runners.listener(context, id).container().getContainerProperties().isStopContainerWhenFenced();
	}

}
