package io.steadykafka.watchdog;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.OtherMember;
import io.steadykafka.testing.Worker;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous listeners in cooperative rebalances, which the application asked for:
 * spring-kafka 4.1.1 may leave a partition that the member keeps paused for ever (#4708).
 */
class StuckAsyncListenerTests {

	private static final String COOPERATIVE = CooperativeStickyAssignor.class.getName();

	private final Broker broker = Broker.shared();

	@Test
	void aPartitionThatStandsStillAfterARebalanceIsConsumedAgain() throws Exception {
		this.broker.createTopic("async-wedge", 2);
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "async-wedge", "style=async",
				"steady.kafka.delivery.redo-window=0", "steady.kafka.watchdog.stuck-after=2s",
				"steady.kafka.delivery.stop-timeout=2s",
				"spring.kafka.consumer.properties.partition.assignment.strategy=" + COOPERATIVE)) {
			app.awaitPartitions(2);
			Worker worker = app.app().bean(Worker.class);
			// In flight on the partition that will be taken, nothing on the one that is
			// kept.
			send(1);
			WatchdogApp.await().untilAsserted(() -> assertThat(worker.handled()).hasSize(1));
			try (OtherMember other = OtherMember.join(this.broker, "async-wedge",
					Map.of("partition.assignment.strategy", COOPERATIVE))) {
				app.awaitPartitions(1);
				assertThat(other.owned()).containsExactly(new TopicPartition("async-wedge", 1));
				Set<String> kept = new HashSet<>();
				// The ends have to move, or it would only be quiet.
				WatchdogApp.await().until(() -> {
					kept.add("0@" + send(0));
					return app.restarts("wedged_partition") > 0;
				});
				// Whoever has it now.
				WatchdogApp.await().untilAsserted(() -> {
					worker.unfinished().forEach((future) -> future.complete(null));
					Set<String> read = new HashSet<>(other.read());
					worker.handled().forEach((record) -> read.add(record.partition() + "@" + record.offset()));
					assertThat(read).containsAll(kept);
				});
				WatchdogApp.await().untilAsserted(() -> assertThat(app.status()).isEqualTo("UP"));
			}
		}
	}

	private long send(int partition) throws InterruptedException, ExecutionException {
		try (KafkaProducer<String, String> producer = this.broker.producer(Map.of())) {
			return producer.send(new ProducerRecord<>("async-wedge", partition, "key", "value")).get().offset();
		}
	}

}
