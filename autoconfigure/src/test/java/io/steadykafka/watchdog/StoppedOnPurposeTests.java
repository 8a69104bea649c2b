package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadykafka.listener.internal.ListenerContainer;
import io.steadykafka.listener.internal.RestartListener;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.watchdog.internal.Watchdog;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.event.ConsumerStartingEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was stopped on purpose stays stopped, whatever the watchdog is about to do, on a
 * real broker.
 */
class StoppedOnPurposeTests {

	private static final Duration LONGER_THAN_A_PAUSE = Duration.ofSeconds(5);

	private final Broker broker = Broker.shared();

	private ForeignMember first;

	private WatchdogApp app;

	@BeforeEach
	void haveAFatalMember(TestInfo test) {
		String topic = "purpose-" + test.getDisplayName().replaceAll("\\W", "");
		this.broker.createTopic(topic, 1);
		this.first = new ForeignMember(this.broker.servers(), topic,
				Map.of("group.protocol", "consumer", "group.instance.id", "one-orders-0"));
		this.app = WatchdogApp.start(Blocking.class, this.broker.servers(), topic,
				"spring.kafka.consumer.properties.group.protocol=consumer", "steady.kafka.membership.instance-id=one",
				"steady.kafka.membership.static-membership=on", "steady.kafka.watchdog.backoff.initial-interval=2s");
	}

	@AfterEach
	void close() {
		this.app.close();
		this.first.close();
	}

	@Test
	void whileARestartWaits() {
		WatchdogApp.await().untilAsserted(() -> assertThat(this.app.found("fatal_member")).isOne());
		this.app.container().stop();
		staysStopped(1);
		assertThat(this.app.findings()).isZero();
		assertThat(this.app.restarts()).isZero();
		assertThat(this.app.detail("state")).isEqualTo("STOPPED");
		assertThat(this.app.status()).isEqualTo("UP");
	}

	@Test
	void whileARestartIsUnderWay() throws Exception {
		Block block = this.app.app().bean(Block.class);
		assertThat(block.reached.await(30, TimeUnit.SECONDS)).isTrue();
		this.app.container().stop();
		block.open.countDown();
		staysStopped(1);
		assertThat(this.app.status()).isEqualTo("UP");
	}

	@Test
	void whoIsStartedByHandMeanwhileRunsOnce() throws Exception {
		Block block = this.app.app().bean(Block.class);
		assertThat(block.reached.await(30, TimeUnit.SECONDS)).isTrue();
		this.first.close();
		this.app.container().stop();
		this.app.container().start();
		block.open.countDown();
		this.app.awaitPartitions(1);
		Awaitility.await()
			.during(LONGER_THAN_A_PAUSE)
			.atMost(LONGER_THAN_A_PAUSE.multipliedBy(2))
			.untilAsserted(() -> assertThat(starts()).hasValue(2));
		assertThat(this.app.status()).isEqualTo("UP");
	}

	@Test
	void whileTheApplicationCloses() throws Exception {
		Block block = this.app.app().bean(Block.class);
		AtomicInteger starts = starts();
		Watchdog watchdog = this.app.app().bean(Watchdog.class);
		assertThat(block.reached.await(30, TimeUnit.SECONDS)).isTrue();
		Thread closing = new Thread(this.app::close);
		closing.start();
		Awaitility.await().until(() -> !watchdog.isRunning());
		block.open.countDown();
		closing.join(Duration.ofSeconds(30).toMillis());
		assertThat(closing.isAlive()).isFalse();
		assertThat(starts).hasValue(1);
	}

	private void staysStopped(int starts) {
		Awaitility.await().during(LONGER_THAN_A_PAUSE).atMost(LONGER_THAN_A_PAUSE.multipliedBy(2)).untilAsserted(() -> {
			assertThat(this.app.container().isRunning()).isFalse();
			assertThat(starts()).hasValue(starts);
		});
	}

	private AtomicInteger starts() {
		return this.app.app().bean(Starts.class).count;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Blocking {

		@Bean
		static Block block() {
			return new Block();
		}

		@Bean
		static Starts starts() {
			return new Starts();
		}

	}

	/**
	 * Holds restarts up.
	 */
	static final class Block implements RestartListener {

		final CountDownLatch reached = new CountDownLatch(1);

		final CountDownLatch open = new CountDownLatch(1);

		@Override
		public void beforeRestart(ListenerContainer listener, @Nullable Throwable failure) {
			this.reached.countDown();
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * Counts how often a member starts.
	 */
	static final class Starts implements ApplicationListener<ConsumerStartingEvent> {

		final AtomicInteger count = new AtomicInteger();

		@Override
		public void onApplicationEvent(ConsumerStartingEvent event) {
			this.count.incrementAndGet();
		}

	}

}
