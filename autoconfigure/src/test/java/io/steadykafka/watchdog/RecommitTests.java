package io.steadykafka.watchdog;

import java.util.Map;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.Worker;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Positions of quiet partitions are committed again, on a real broker.
 */
class RecommitTests {

	private final Broker broker = Broker.shared();

	@Test
	void positionsOfQuietPartitionsAreCommittedUnderTheConsumerProtocol() {
		this.broker.createTopic("quiet", 2);
		TopicPartition moved = new TopicPartition("quiet", 0);
		TopicPartition untouched = new TopicPartition("quiet", 1);
		try (WatchdogApp app = WatchdogApp.start(this.broker.servers(), "quiet",
				"spring.kafka.consumer.properties.group.protocol=consumer",
				"steady.kafka.delivery.recommit-interval=1s", "spring.kafka.listener.poll-timeout=300ms")) {
			app.awaitPartitions(2);
			WatchdogApp.await()
				.untilAsserted(() -> assertThat(Offsets.committed(this.broker.servers(), "quiet"))
					.isEqualTo(Map.of(moved, 0L, untouched, 0L)));
			int sent = this.broker.send("quiet", 1, 3);
			WatchdogApp.await().untilAsserted(() -> assertThat(app.app().bean(Worker.class).handled()).hasSize(sent));
			double before = commits(app);
			WatchdogApp.await().untilAsserted(() -> assertThat(commits(app)).isGreaterThan(before + 2));
			assertThat(Offsets.committed(this.broker.servers(), "quiet")).isEqualTo(Map.of(moved, 3L, untouched, 0L));
		}
	}

	private static double commits(WatchdogApp app) {
		return app.app()
			.scrape()
			.get("steady_kafka_commits_total{group=\"quiet\",listener=\"orders\",result=\"success\"}");
	}

}
