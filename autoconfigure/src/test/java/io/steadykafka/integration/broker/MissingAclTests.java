package io.steadykafka.integration.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.SecuredBroker;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a broker with an authorizer and an application that lacks an ACL: what is unknown
 * names the ACL, everything else continues, nothing is DOWN, nothing hangs, and all is
 * right again once the ACL exists.
 */
@SuppressWarnings("try")
class MissingAclTests {

	private static SecuredBroker broker;

	/**
	 * Wrong health responses, polled throughout.
	 */
	private final List<String> wrongAnswers = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void startBroker() {
		broker = new SecuredBroker();
	}

	@AfterAll
	static void stopBroker() {
		broker.close();
	}

	@AfterEach
	void noAnswerWasDownOrLate() {
		assertThat(this.wrongAnswers).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "classic", "consumer" })
	void whoLosesAnAclWhileItRunsSaysWhichAndGoesOnWhenItIsGranted(String protocol) {
		String orders = "acl-orders-" + protocol;
		String payments = "acl-payments-" + protocol;
		broker.createTopicToRead(orders);
		broker.createTopicToRead(payments);
		try (RunningApp app = start(TwoListeners.class, "orders=" + orders, "payments=" + payments,
				"steady.kafka.membership.protocol=" + protocol)) {
			Listeners listeners = new Listeners(app, orders, payments);
			listeners.bothHandle();
			await(app, () -> assertThat(lag(app, orders, "status")).isEqualTo("UP"));

			broker.allow(SecuredBroker.denyDescribe(ResourceType.GROUP, orders));
			await(app, () -> assertThat(lag(app, orders, "reason"))
				.contains("group '" + orders + "': grant the ACL DESCRIBE on that group"));
			assertThat(lag(app, orders, "status")).isEqualTo("UNKNOWN");
			assertThat(lag(app, payments, "status")).isEqualTo("UP");
			listeners.bothHandle();
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
			broker.withdraw(SecuredBroker.denyDescribe(ResourceType.GROUP, orders));
			await(app, () -> assertThat(lag(app, orders, "status")).isEqualTo("UP"));

			broker.withdraw(SecuredBroker.read(ResourceType.TOPIC, orders));
			await(app, () -> assertThat(consumer(app, "remedy")).contains("ACL READ on the topic '" + orders + "'"));
			await(app, () -> assertThat(lag(app, orders, "reason"))
				.contains(orders + "-0: grant the ACL DESCRIBE on that topic"));
			listeners.onlyPaymentsHandle();
			broker.allow(SecuredBroker.read(ResourceType.TOPIC, orders));
			listeners.bothHandle();
			await(app, () -> assertThat(consumer(app, "status")).isEqualTo("UP"));

			broker.withdraw(SecuredBroker.read(ResourceType.GROUP, orders));
			broker.send(orders, 1);
			await(app, () -> assertThat(consumer(app, "remedy")).contains("ACL READ on the group '" + orders + "'"));
			await(app, () -> assertThat(lag(app, orders, "status")).isEqualTo("UNKNOWN"));
			if (protocol.equals("consumer")) {
				// One restart an hour is allowed.
				await(app, () -> assertThat(restarts(app, orders)).isGreaterThan(2));
				listeners.onlyPaymentsHandle();
			}
			assertThat(consumer(app, "status")).isEqualTo("DEGRADED");
			assertThat(app.health("", "$.status")).isEqualTo("DEGRADED");
			broker.allow(SecuredBroker.read(ResourceType.GROUP, orders));
			listeners.bothHandle();
			await(app, () -> assertThat(consumer(app, "status")).isEqualTo("UP"));
			await(app, () -> assertThat(lag(app, orders, "status")).isEqualTo("UP"));
			assertThat(app.scrape()).containsEntry(
					"steady_kafka_lag_records{group=\"%s\",partition=\"0\",topic=\"%s\"}".formatted(orders, orders),
					0.0);
		}
	}

	@Test
	void whatAWatchedGroupMayNotBeAskedForIsUnknownAndTheRestIsNot() {
		createWatchedGroups();
		try (KafkaConsumer<String, String> member = member("acl-members", "acl-hidden");
				RunningApp app = start(OrdersApplication.class, "topic=acl-own", "group=acl-own",
						"steady.kafka.lag.groups[0].id=acl-by-name",
						"steady.kafka.lag.groups[0].topics=acl-seen,acl-hidden",
						"steady.kafka.lag.groups[1].id=acl-members", "steady.kafka.lag.groups[2].id=acl-had")) {
			await(app, () -> assertThat(hidden(app, "acl-by-name")).contains(
					"unknown: not allowed to read the offsets of acl-hidden-0: grant the ACL DESCRIBE on that topic"));
			assertThat(lag(app, "acl-by-name", "status")).isEqualTo("UNKNOWN");
			assertThat(lag(app, "acl-by-name", "lag")).isEqualTo("not known, at least 6");
			assertThat(lag(app, "acl-by-name", "topics.acl-seen.0")).isEqualTo("6");
			assertThat(app.scrape()).containsEntry(groupLag("acl-by-name", "acl-seen"), 6.0)
				.doesNotContainKey(groupLag("acl-by-name", "acl-hidden"));
			await(app, () -> assertThat(lag(app, "acl-members", "reason"))
				.contains("acl-hidden-0: grant the ACL DESCRIBE on that topic"));
			await(app, () -> assertThat(lag(app, "acl-own", "status")).isEqualTo("UP"));

			broker.allow(SecuredBroker.describe(ResourceType.TOPIC, "acl-hidden"));
			await(app, () -> assertThat(lag(app, "acl-by-name", "lag")).isEqualTo("16"));
			await(app, () -> assertThat(lag(app, "acl-had", "lag")).isEqualTo("16"));
			assertThat(lag(app, "acl-by-name", "status")).isEqualTo("UP");

			broker.withdraw(SecuredBroker.describe(ResourceType.TOPIC, "acl-hidden"));
			// Nobody named it, and it has no members; but it was there.
			await(app, () -> assertThat(hidden(app, "acl-had")).contains("grant the ACL DESCRIBE on that topic"));
			assertThat(lag(app, "acl-had", "status")).isEqualTo("UNKNOWN");

			broker.withdraw(SecuredBroker.describe(ResourceType.GROUP, "acl-had"));
			await(app, () -> assertThat(lag(app, "acl-had", "reason"))
				.contains("group 'acl-had': grant the ACL DESCRIBE on that group"));
			assertThat(lag(app, "acl-had", "status")).isEqualTo("UNKNOWN");
			assertThat(lag(app, "acl-own", "status")).isEqualTo("UP");
			broker.allow(SecuredBroker.describe(ResourceType.GROUP, "acl-had"),
					SecuredBroker.describe(ResourceType.TOPIC, "acl-hidden"));
			await(app, () -> assertThat(lag(app, "acl-had", "status")).isEqualTo("UP"));
			assertThat(lag(app, "acl-had", "lag")).isEqualTo("16");
		}
	}

	private static void createWatchedGroups() {
		broker.createTopicToRead("acl-own");
		broker.createTopic("acl-seen", 1);
		broker.createTopic("acl-hidden", 1);
		broker.send("acl-seen", 10);
		broker.send("acl-hidden", 10);
		Map<TopicPartition, Long> committed = Map.of(new TopicPartition("acl-seen", 0), 4L,
				new TopicPartition("acl-hidden", 0), 0L);
		broker.commit("acl-by-name", committed);
		broker.commit("acl-had", committed);
		broker.allow(SecuredBroker.describe(ResourceType.TOPIC, "acl-seen"));
		for (String group : List.of("acl-by-name", "acl-had", "acl-members")) {
			broker.allow(SecuredBroker.describe(ResourceType.GROUP, group));
		}
	}

	private RunningApp start(Class<?> application, String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of("spring.kafka.consumer.auto-offset-reset=earliest",
				"steady.kafka.defaults.auth-exception-retry-interval=500ms",
				"steady.kafka.watchdog.backoff.initial-interval=300ms",
				"steady.kafka.watchdog.backoff.max-interval=600ms", "steady.kafka.watchdog.restarts-per-hour=1"));
		return broker.start(application, all.toArray(String[]::new));
	}

	/**
	 * Wait, and poll health throughout: the overall status, and the one of a liveness
	 * probe.
	 * @param assertion what to wait for
	 */
	private void await(RunningApp app, ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			for (String path : List.of("/actuator/health", "/actuator/health/kafkaConsumers")) {
				long start = System.nanoTime();
				int status = app.get(path).statusCode();
				Duration took = Duration.ofNanos(System.nanoTime() - start);
				if (status != 200 || took.toSeconds() >= 5) {
					this.wrongAnswers.add(path + ": " + status + " after " + took);
				}
			}
			assertion.run();
		});
	}

	private static KafkaConsumer<String, String> member(String group, String topic) {
		Properties config = new Properties();
		config.putAll(broker.adminLogin());
		config.put("group.id", group);
		KafkaConsumer<String, String> member = new KafkaConsumer<>(config, new StringDeserializer(),
				new StringDeserializer());
		member.subscribe(List.of(topic));
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInSameThread().until(() -> {
			member.poll(Duration.ofMillis(100));
			return !member.assignment().isEmpty();
		});
		return member;
	}

	private static String lag(RunningApp app, String group, String detail) {
		return app.health("kafkaLag", "$.details.groups." + group + "." + detail);
	}

	private static String hidden(RunningApp app, String group) {
		return lag(app, group, "topics.acl-hidden.0");
	}

	private static String groupLag(String group, String topic) {
		return "steady_kafka_group_lag_records{group=\"%s\",partition=\"0\",topic=\"%s\"}".formatted(group, topic);
	}

	private static String consumer(RunningApp app, String detail) {
		return app.health("kafkaConsumers", "$.details.listeners.orders." + detail);
	}

	private static double restarts(RunningApp app, String group) {
		return app.scrape()
			.get("steady_kafka_watchdog_restarts_total{group=\"%s\",listener=\"orders\",state=\"unauthorized\"}"
				.formatted(group));
	}

	/**
	 * The two listeners of the application.
	 */
	private final class Listeners {

		private final RunningApp app;

		private final String orders;

		private final String payments;

		Listeners(RunningApp app, String orders, String payments) {
			this.app = app;
			this.orders = orders;
			this.payments = payments;
		}

		void bothHandle() {
			int before = handled().orders.get();
			broker.send(this.orders, 1);
			onlyPaymentsHandle();
			await(this.app, () -> assertThat(handled().orders).hasValueGreaterThan(before));
		}

		void onlyPaymentsHandle() {
			int before = handled().payments.get();
			broker.send(this.payments, 1);
			await(this.app, () -> assertThat(handled().payments).hasValueGreaterThan(before));
			assertThat(this.app.health("kafkaConsumers", "$.details.listeners.payments.status")).isEqualTo("UP");
		}

		private TwoListeners handled() {
			return this.app.bean(TwoListeners.class);
		}

	}

	/**
	 * An application with two listeners, each with a group that has the name of its
	 * topic.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoListeners {

		private final AtomicInteger orders = new AtomicInteger();

		private final AtomicInteger payments = new AtomicInteger();

		@KafkaListener(id = "orders", topics = "${orders}", groupId = "${orders}")
		void handleOrder(String order) {
			this.orders.incrementAndGet();
		}

		@KafkaListener(id = "payments", topics = "${payments}", groupId = "${payments}")
		void handlePayment(String payment) {
			this.payments.incrementAndGet();
		}

	}

}
