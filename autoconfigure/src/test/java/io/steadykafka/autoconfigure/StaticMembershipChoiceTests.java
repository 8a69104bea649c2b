package io.steadykafka.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which applications have static members.
 */
class StaticMembershipChoiceTests {

	private static final String KEY = "group.instance.id";

	private static final String[] KUBERNETES = { "spring.main.cloud-platform=kubernetes", "HOSTNAME=orders-7c5" };

	private final ApplicationContextRunner runner = Runners.kafkaApplication()
		.withConfiguration(AutoConfigurations.of(SteadyKafkaDeliveryAutoConfiguration.class))
		.withUserConfiguration(ListenerApplications.ManyListeners.class);

	@Test
	void withoutANameOfTheInstanceMembersAreDynamic() {
		this.runner.run((context) -> assertThat(instanceId(context)).isNull());
		this.runner.withPropertyValues("HOSTNAME=orders-7c5")
			.run((context) -> assertThat(instanceId(context)).isNull());
	}

	@Test
	void underKubernetesTheNameIsThatOfThePod() {
		this.runner.withPropertyValues(KUBERNETES)
			.run((context) -> assertThat(instanceId(context)).isEqualTo("orders-7c5-plain"));
	}

	@Test
	void aNameThatIsGivenWins() {
		this.runner.withPropertyValues(KUBERNETES)
			.withPropertyValues("steady.kafka.membership.instance-id=shop-${HOSTNAME}")
			.run((context) -> {
				assertThat(instanceId(context)).isEqualTo("shop-orders-7c5-plain");
				assertThat(Runners.consumerConfig(context, "batch").get(KEY)).isEqualTo("shop-orders-7c5-batch");
				assertThat(Runners.setting(context, "plain", "on stop").value()).isEqualTo("leave the group");
			});
	}

	@Test
	void theApplicationsOwnIdWins() {
		this.runner.withPropertyValues("steady.kafka.membership.instance-id=shop",
				"spring.kafka.properties.group.instance.id=mine", "steady.kafka.membership.on-stop=stay-for-restart")
			.run((context) -> {
				assertThat(instanceId(context)).isEqualTo("mine");
				assertThat(Runners.setting(context, "plain", "on stop").value()).startsWith("stay");
			});
	}

	@Test
	void underTheConsumerProtocolMembersAreStaticWhereTheyAreRestarted() {
		ApplicationContextRunner consumer = this.runner.withPropertyValues(KUBERNETES)
			.withPropertyValues("steady.kafka.membership.instance-id=shop",
					"spring.kafka.properties.group.protocol=consumer");
		consumer.run((context) -> assertThat(instanceId(context)).isEqualTo("shop-plain"));
		ApplicationContextRunner withoutRestarts = consumer.withPropertyValues("steady.kafka.watchdog.restart=false");
		withoutRestarts.run((context) -> assertThat(instanceId(context)).isNull());
		withoutRestarts.withPropertyValues("steady.kafka.membership.static-membership=on")
			.run((context) -> assertThat(instanceId(context)).isEqualTo("shop-plain"));
		consumer.withPropertyValues("steady.kafka.delivery.enabled=false")
			.run((context) -> assertThat(instanceId(context)).isNull());
	}

	@Test
	void anEmptyNameIsNone() {
		this.runner.withPropertyValues("steady.kafka.membership.instance-id= ")
			.run((context) -> assertThat(instanceId(context)).isNull());
	}

	@Test
	void switchedOffMembersAreDynamic() {
		this.runner.withPropertyValues(KUBERNETES)
			.withPropertyValues("steady.kafka.membership.instance-id=shop",
					"steady.kafka.membership.static-membership=off")
			.run((context) -> assertThat(instanceId(context)).isNull());
	}

	private static Object instanceId(ApplicationContext context) {
		return Runners.consumerConfig(context, "plain").get(KEY);
	}

}
