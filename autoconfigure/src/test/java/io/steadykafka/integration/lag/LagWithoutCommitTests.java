package io.steadykafka.integration.lag;

import java.time.Duration;

import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests lag of groups without commits, over HTTP.
 */
class LagWithoutCommitTests {

	private final Broker broker = Broker.shared();

	@Test
	void aBacklogThatWasNeverCommittedIsLag() {
		this.broker.createTopic("uncommitted-backlog", 1);
		this.broker.send("uncommitted-backlog", 1, 30);
		try (RunningApp app = start("uncommitted-backlog", "earliest")) {
			app.bean(Gate.class).close();
			app.start("orders");
			await().untilAsserted(() -> assertThat(lag(app, "uncommitted-backlog")).isEqualTo(30));
			// The first batch is one record, and it is in the listener's hands.
			assertThat(app.scrape()).containsEntry(series("steady_kafka_offset_position", "uncommitted-backlog"), 1.0)
				.containsEntry(series("steady_kafka_offset_committed", "uncommitted-backlog"), Double.NaN);
			app.bean(Gate.class).open();
		}
	}

	@Test
	void aMemberThatStandsStillIsBehindByWhatWasWrittenSinceItBegan() {
		this.broker.createTopic("uncommitted-paused", 1);
		this.broker.send("uncommitted-paused", 1, 30);
		try (RunningApp app = start("uncommitted-paused", "latest")) {
			MessageListenerContainer container = app.bean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			// Otherwise where it begins is committed.
			container.getContainerProperties().setAssignmentCommitOption(AssignmentCommitOption.NEVER);
			app.start("orders");
			await().untilAsserted(() -> assertThat(lag(app, "uncommitted-paused")).isZero());
			container.pause();
			await().until(container::isContainerPaused);
			// A member that began now would begin after them.
			this.broker.send("uncommitted-paused", 1, 4);
			await().untilAsserted(() -> assertThat(lag(app, "uncommitted-paused")).isEqualTo(4));
			assertThat(app.scrape()).containsEntry(series("steady_kafka_offset_committed", "uncommitted-paused"),
					Double.NaN);
			container.resume();
			await().untilAsserted(() -> assertThat(lag(app, "uncommitted-paused")).isZero());
			assertThat(app.bean(Gate.class).passed()).isEqualTo(4);
		}
	}

	private RunningApp start(String topic, String reset) {
		return RunningApp.start(OrdersApplication.class, this.broker.servers(), "topic=" + topic, "group=" + topic,
				"spring.kafka.consumer.auto-offset-reset=" + reset, "spring.kafka.listener.auto-startup=false");
	}

	private static double lag(RunningApp app, String topic) {
		return app.scrape().getOrDefault(series("steady_kafka_lag_records", topic), Double.NaN);
	}

	private static String series(String name, String topic) {
		return "%s{group=\"%s\",partition=\"0\",topic=\"%s\"}".formatted(name, topic, topic);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20));
	}

}
