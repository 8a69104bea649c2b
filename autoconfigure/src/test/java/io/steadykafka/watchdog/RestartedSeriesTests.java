package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Worker;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The series of a listener whose members start again, on a real broker.
 */
class RestartedSeriesTests {

	private static final String TOPIC = "same-series";

	private final Broker broker = Broker.shared();

	@Test
	void areTheSameAsBefore() {
		this.broker.createTopic(TOPIC, 2);
		try (WatchdogApp app = WatchdogApp.start(StuckPartitionRestartTests.Kept.class, this.broker.servers(), TOPIC,
				"concurrency=2", "spring.kafka.listener.poll-timeout=300ms")) {
			Worker worker = app.app().bean(Worker.class);
			app.awaitPartitions(1);
			this.broker.send(TOPIC, 2, 1);
			// Eleven of lag and two of Kafka's of each partition, and twenty of each
			// member.
			WatchdogApp.await()
				.untilAsserted(() -> assertThat(series(app))
					.filteredOn((each) -> each.contains("partition=") || each.contains("member="))
					.hasSize(2 * (11 + 2) + 2 * 20));
			Set<String> before = series(app);
			assertThat(before).anyMatch((each) -> each.contains("member=\"1\""));

			app.container().stop();
			WatchdogApp.await()
				.untilAsserted(() -> assertThat(series(app))
					.noneMatch((each) -> each.contains("partition=") || each.contains("member=")));
			app.container().start();
			app.awaitPartitions(1);
			this.broker.send(TOPIC, 2, 1);
			WatchdogApp.await().untilAsserted(() -> assertThat(series(app)).isEqualTo(before));

			getStuck(app, worker);
			// For longer than it takes to see that Kafka's metrics come from another
			// consumer.
			WatchdogApp.await()
				.during(Duration.ofSeconds(2))
				.untilAsserted(() -> assertThat(series(app)).isEqualTo(before));
			// None of them has the names of kafka_exporter, as nobody asked for these.
			assertThat(app.app().lines()).noneMatch((line) -> line.contains("kafka_consumergroup"));
		}
	}

	/**
	 * Pause a partition behind the back of its container, until its member was restarted.
	 */
	private void getStuck(WatchdogApp app, Worker worker) {
		TopicPartition stuck = new TopicPartition(TOPIC, 0);
		AtomicBoolean paused = new AtomicBoolean();
		worker.does((record, consumer) -> {
			if (record.partition() == 0 && paused.compareAndSet(false, true)) {
				app.app().bean(StuckPartitionRestartTests.InnerConsumers.class).pause(stuck);
			}
		});
		WatchdogApp.await().untilAsserted(() -> {
			this.broker.send(TOPIC, 2, 1);
			assertThat(app.restarts("wedged_partition")).isOne();
		});
		app.awaitPartitions(1);
	}

	private static Set<String> series(WatchdogApp app) {
		return app.app().scrape().keySet();
	}

}
