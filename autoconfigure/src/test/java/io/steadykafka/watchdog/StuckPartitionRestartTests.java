package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Partitions that stand still, on a real broker. They are made to by a pause in the
 * consumer that neither its container nor the application knows of.
 */
class StuckPartitionRestartTests {

	private final Broker broker = Broker.shared();

	@Test
	void aPartitionThatStandsStillWhileAnotherOneMovesIsCured() {
		this.broker.createTopic("wedge", 2);
		TopicPartition stuck = new TopicPartition("wedge", 0);
		try (WatchdogApp app = WatchdogApp.start(Kept.class, this.broker.servers(), "wedge",
				"steady.kafka.watchdog.stuck-after=4s", "spring.kafka.listener.poll-timeout=300ms")) {
			Worker worker = app.app().bean(Worker.class);
			app.awaitPartitions(2);
			worker.does((record, consumer) -> {
				if (worker.handled().isEmpty()) {
					app.app().bean(InnerConsumers.class).pause(stuck);
				}
			});
			int[] sent = { this.broker.send("wedge", 2, 1) };
			WatchdogApp.await().pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
				sent[0] += this.broker.send("wedge", 2, 1);
				assertThat(app.restarts("wedged_partition")).isOne();
			});
			WatchdogApp.await().untilAsserted(() -> assertThat(worker.handled()).hasSize(sent[0]));
			WatchdogApp.await().untilAsserted(() -> assertThat(app.findings()).isZero());
			assertThat(app.status()).isEqualTo("UP");
			assertThat(app.restarts()).isOne();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Import(WorkApplication.class)
	static class Kept {

		@Bean
		static InnerConsumers inner() {
			return new InnerConsumers();
		}

		@Bean
		static DefaultKafkaConsumerFactoryCustomizer keepsConsumers(InnerConsumers inner) {
			return (factory) -> factory.addPostProcessor(inner::keep);
		}

	}

	/**
	 * The consumers below all others.
	 */
	static final class InnerConsumers {

		private final List<Consumer<?, ?>> kept = new CopyOnWriteArrayList<>();

		<K, V> Consumer<K, V> keep(Consumer<K, V> consumer) {
			this.kept.add(consumer);
			return consumer;
		}

		/**
		 * Pause a partition, on the thread of the member that owns it.
		 */
		void pause(TopicPartition partition) {
			for (Consumer<?, ?> consumer : this.kept) {
				try {
					if (consumer.assignment().contains(partition)) {
						consumer.pause(List.of(partition));
					}
				}
				catch (ConcurrentModificationException | IllegalStateException ex) {
					// Another member's, or one that was closed.
				}
			}
		}

	}

}
