package io.steadykafka.watchdog;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members whose consumer failed for good, on real brokers.
 */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("try")
class FatalMemberTests {

	private static final String CONSUMER_PROTOCOL = "spring.kafka.consumer.properties.group.protocol=consumer";

	private final Broker broker = Broker.shared();

	@Test
	void whoIsRefusedForItsInstanceIdIsFoundAndRestartedUntilTheOtherOneIsGone(CapturedOutput output) {
		this.broker.createTopic("unreleased", 2);
		ForeignMember first = new ForeignMember(this.broker.servers(), "unreleased",
				Map.of("group.protocol", "consumer", "group.instance.id", "one-orders-0"));
		try (WatchdogApp app = start("unreleased")) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.restarts("fatal_member")).isGreaterThan(1));
			assertThat(app.status()).isEqualTo("DEGRADED");
			assertThat(app.detail("state")).isEqualTo("RUNNING");
			assertThat(app.detail("watchdog[0].reason")).contains("UnreleasedInstanceIdException");
			assertThat(app.detail("watchdog[0].remedy")).contains("steady.kafka.membership.instance-id");
			assertThat(app.detail("reason")).contains("UnreleasedInstanceIdException");
			assertThat(app.detail("remedy")).contains("steady.kafka.membership.instance-id");
			assertThat(app.found("fatal_member")).isOne();
			first.close();
			app.awaitPartitions(2);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			int sent = this.broker.send("unreleased", 2, 3);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.app().bean(Worker.class).handled()).hasSize(sent));
			assertThat(app.findings()).isZero();
		}
		assertThat(output.toString().split("listener 'orders', FATAL_MEMBER", -1)).hasSize(2);
		assertThat(output).contains("listener 'orders' is over its FATAL_MEMBER");
	}

	@Test
	void onlyTheMemberThatFailedIsRestarted(CapturedOutput output) {
		this.broker.createTopic("one-of-two", 2);
		try (ForeignMember first = new ForeignMember(this.broker.servers(), "one-of-two",
				Map.of("group.protocol", "consumer", "group.instance.id", "one-orders-1"));
				WatchdogApp app = start("one-of-two", "concurrency=2")) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.restarts("fatal_member")).isGreaterThan(1));
			assertThat(output).contains("Restarting 1 of 2 members of listener 'orders'")
				.doesNotContain("Restarting 2 of 2");
		}
	}

	@Test
	void withoutRestartsItIsDown() {
		this.broker.createTopic("no-restart", 1);
		try (ForeignMember first = new ForeignMember(this.broker.servers(), "no-restart",
				Map.of("group.protocol", "consumer", "group.instance.id", "one-orders-0"));
				WatchdogApp app = start("no-restart", "steady.kafka.watchdog.restart=false")) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
			assertThat(app.detail("watchdog[0].reason")).contains("steady.kafka.watchdog.restart=false");
			assertThat(app.restarts()).isZero();
		}
	}

	@Test
	void whenTheRestartsOfAnHourAreUsedUpItIsDown() {
		this.broker.createTopic("used-up", 1);
		try (ForeignMember first = new ForeignMember(this.broker.servers(), "used-up",
				Map.of("group.protocol", "consumer", "group.instance.id", "one-orders-0"));
				WatchdogApp app = start("used-up", "steady.kafka.watchdog.restarts-per-hour=2")) {
			WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("DOWN"));
			assertThat(app.detail("watchdog[0].reason")).contains("2 restarts within an hour did not help");
			assertThat(app.restarts("fatal_member")).isEqualTo(2);
		}
	}

	@Test
	void withoutTheWatchdogTheContainerJustSaysThatItRuns() {
		this.broker.createTopic("unwatched", 1);
		try (ForeignMember first = new ForeignMember(this.broker.servers(), "unwatched",
				Map.of("group.protocol", "consumer", "group.instance.id", "one-orders-0"));
				WatchdogApp app = start("unwatched", "steady.kafka.watchdog.enabled=false")) {
			assertThat(app.app().lines()).noneMatch((line) -> line.contains("watchdog"));
			assertThat(app.status()).isEqualTo("UP");
			assertThat(app.detail("watchdog")).isEqualTo("null");
		}
	}

	@Test
	void aBrokerWithoutTheProtocolIsFoundAndWhoeverKnowsBetterMayChangeTheSettings() throws Exception {
		try (BrokerProcess old = new BrokerProcess(Map.of("group.coordinator.rebalance.protocols", "classic"))) {
			old.start();
			try (Admin admin = Admin.create(Map.of("bootstrap.servers", old.servers()))) {
				admin.createTopics(List.of(new NewTopic("old", 2, (short) 1))).all().get();
			}
			try (WatchdogApp app = WatchdogApp.start(FallingBack.class, old.servers(), "old", CONSUMER_PROTOCOL)) {
				app.awaitPartitions(2);
				WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
				assertThat(app.app().bean(FallBack.class).failures).singleElement()
					.isInstanceOf(UnsupportedVersionException.class);
				assertThat(app.restarts("fatal_member")).isOne();
			}
		}
	}

	private WatchdogApp start(String topic, String... more) {
		String[] all = new String[more.length + 3];
		System.arraycopy(more, 0, all, 3, more.length);
		all[0] = CONSUMER_PROTOCOL;
		all[1] = "steady.kafka.membership.instance-id=one";
		all[2] = "steady.kafka.membership.static-membership=on";
		return WatchdogApp.start(this.broker.servers(), topic, all);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class FallingBack {

		@Bean
		static FallBack fallBack() {
			return new FallBack();
		}

	}

	/**
	 * Falls back to the classic protocol.
	 */
	static final class FallBack implements RestartListener {

		final List<Throwable> failures = new CopyOnWriteArrayList<>();

		@Override
		public void beforeRestart(ListenerContainer listener, @Nullable Throwable failure) {
			this.failures.add(failure);
			Properties changed = listener.ownProperties();
			changed.put("group.protocol", "classic");
			listener.container().getContainerProperties().setKafkaConsumerProperties(changed);
		}

	}

}
