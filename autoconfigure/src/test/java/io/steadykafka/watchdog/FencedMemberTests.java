package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances with one {@code group.instance.id}, on a real broker.
 */
class FencedMemberTests {

	private final Broker broker = Broker.shared();

	@Test
	void ofTwoThatStartAtOnceOneConsumesInTheEndAndTheOtherOneLeavesItAlone() throws Exception {
		this.broker.createTopic("fenced-both", 2);
		CompletableFuture<WatchdogApp> first = CompletableFuture.supplyAsync(() -> start("fenced-both"));
		CompletableFuture<WatchdogApp> second = CompletableFuture.supplyAsync(() -> start("fenced-both"));
		try (WatchdogApp one = first.get(60, TimeUnit.SECONDS); WatchdogApp other = second.get(60, TimeUnit.SECONDS)) {
			// They may fence each other first, and one that is fenced is UP until it
			// hears
			// of it.
			AtomicReference<List<Object>> last = new AtomicReference<>(List.of());
			Awaitility.await().during(Duration.ofSeconds(10)).atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
				List<Object> now = List.of(one.status(), other.status(), one.restarts() + other.restarts());
				assertThat(now).isEqualTo(last.getAndSet(now)).contains("UP", "DOWN");
			});
			WatchdogApp up = (one.status().equals("UP")) ? one : other;
			WatchdogApp down = (up.equals(one)) ? other : one;
			up.awaitPartitions(2);
			WatchdogApp.await()
				.untilAsserted(() -> assertThat(down.detail("reason"))
					.contains("could not be started again: members of the group"));
			assertThat(down.detail("reason")).contains("group.instance.id 'one-orders-0'");
			assertThat(down.detail("remedy")).contains("steady.kafka.membership.instance-id");
			int sent = this.broker.send("fenced-both", 2, 10);
			WatchdogApp.await().untilAsserted(() -> assertThat(up.app().bean(Worker.class).handled()).hasSize(sent));
		}
	}

	@Test
	void whoWasFencedIsBackWhenTheOtherOneIsGone() {
		this.broker.createTopic("fenced-one", 2);
		try (WatchdogApp older = start("fenced-one"); WatchdogApp newer = start("fenced-one")) {
			Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
				assertThat(List.of(older.status(), newer.status())).containsExactlyInAnyOrder("UP", "DOWN");
				WatchdogApp fenced = (older.status().equals("UP")) ? newer : older;
				assertThat(fenced.detail("reason")).contains("could not be started again");
			});
			WatchdogApp fenced = (older.status().equals("UP")) ? newer : older;
			WatchdogApp other = (fenced.equals(older)) ? newer : older;
			fenced.awaitPartitions(0);
			other.close();
			fenced.awaitPartitions(2);
			WatchdogApp.await().untilAsserted(() -> assertThat(fenced.status()).isEqualTo("UP"));
			assertThat(fenced.restarts("fenced")).isPositive();
			fenced.container().stop();
			assertThat(fenced.status()).isEqualTo("UP");
			assertThat(fenced.detail("state")).isEqualTo("STOPPED");
		}
	}

	@Test
	void whoWasFencedAndThenStoppedOnPurposeStaysStopped() {
		this.broker.createTopic("fenced-stopped", 2);
		try (WatchdogApp older = start("fenced-stopped")) {
			older.awaitPartitions(2);
			try (WatchdogApp newer = start("fenced-stopped")) {
				newer.awaitPartitions(2);
				WatchdogApp.await().untilAsserted(() -> assertThat(older.status()).isEqualTo("DOWN"));
				older.container().stop();
				WatchdogApp.await().untilAsserted(() -> assertThat(older.status()).isEqualTo("UP"));
			}
			Awaitility.await()
				.during(Duration.ofSeconds(5))
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(older.container().isRunning()).isFalse());
			assertThat(older.detail("state")).isEqualTo("STOPPED");
		}
	}

	private WatchdogApp start(String topic) {
		return WatchdogApp.start(SlowToBegin.class, this.broker.servers(), topic,
				"steady.kafka.membership.instance-id=one", "steady.kafka.membership.static-membership=on",
				"spring.kafka.consumer.properties.session.timeout.ms=6000",
				"spring.kafka.consumer.properties.group.protocol=classic", "spring.kafka.listener.poll-timeout=300ms");
	}

	/**
	 * Its callback takes longer than a heartbeat: so it hears there that it was fenced,
	 * and fences the other one with the next poll.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class SlowToBegin {

		@Bean
		static ConsumerAwareRebalanceListener slowListener() {
			return new ConsumerAwareRebalanceListener() {

				@Override
				public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
					try {
						TimeUnit.MILLISECONDS.sleep(1_200);
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}

			};
		}

	}

}
