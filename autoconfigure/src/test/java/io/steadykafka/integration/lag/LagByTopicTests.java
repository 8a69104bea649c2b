package io.steadykafka.integration.lag;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import io.steadykafka.lag.internal.LagMonitor;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests lag by topic, over HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class LagByTopicTests {

	private final Broker broker = Broker.shared();

	@Test
	void aTopicHasTheSumOfItsPartitionsAndNoneIfOneIsNotKnown() {
		String topic = "by-topic";
		this.broker.createTopic(topic, 3);
		this.broker.send(topic, 3, 2);
		commit("by-topic-others", topic, 1, 1, 1);
		// More than there are: as if the topic had been made anew.
		commit(topic, topic, 5, 0, 0);
		try (RunningApp app = start(topic, "steady.kafka.metrics.lag-by=topic",
				"steady.kafka.metrics.exporter-names=true")) {
			await().untilAsserted(() -> assertThat(lag(app))
				.isEqualTo(Map.of("steady_kafka_lag_records{group=\"by-topic\",topic=\"by-topic\"}", Double.NaN,
						"steady_kafka_group_lag_records{group=\"by-topic-others\",topic=\"by-topic\"}", 6.0,
						"kafka_consumergroup_lag_sum{consumergroup=\"by-topic\",topic=\"by-topic\"}", Double.NaN)));
			this.broker.send(topic, 3, 4);
			await().untilAsserted(() -> assertThat(lag(app))
				.isEqualTo(Map.of("steady_kafka_lag_records{group=\"by-topic\",topic=\"by-topic\"}", 1.0 + 8 + 10,
						"steady_kafka_group_lag_records{group=\"by-topic-others\",topic=\"by-topic\"}", 6.0 + 15,
						"kafka_consumergroup_lag_sum{consumergroup=\"by-topic\",topic=\"by-topic\"}", 1.0 + 8 + 10)));
			assertThat(app.lines()).noneMatch((line) -> line.contains("partition="));
			app.bean(LagMonitor.class).drop(new GroupTopic("by-topic-others", "by-topic"));
			await().untilAsserted(
					() -> assertThat(lag(app).keySet()).noneMatch((series) -> series.contains("by-topic-others")));
		}
	}

	@Test
	void withTooManySeriesAllLagIsByTopicFromThenOnAndThatIsSaidOnce(CapturedOutput output) throws Exception {
		String topic = "too-many-series";
		this.broker.createTopic(topic, 2);
		this.broker.send(topic, 2, 1);
		commit("too-many-series-others", topic, 0, 0);
		// Twenty-four are not too many, thirty-five are.
		try (RunningApp app = start(topic, "steady.kafka.metrics.max-series=24",
				"spring.kafka.consumer.properties.metadata.max.age.ms=500"); Admin admin = this.broker.admin()) {
			String series = "steady_kafka_%s{group=\"%s\",partition=\"%d\",topic=\"too-many-series\"}";
			await().untilAsserted(() -> assertThat(lag(app)).isEqualTo(
					Map.of(series.formatted("lag_records", topic, 0), 1.0, series.formatted("lag_records", topic, 1),
							2.0, series.formatted("group_lag_records", topic + "-others", 0), 1.0,
							series.formatted("group_lag_records", topic + "-others", 1), 2.0)));
			assertThat(output).doesNotContain("max-series");
			admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
			this.broker.send(topic, 3, 2);
			await().untilAsserted(() -> assertThat(lag(app)).isEqualTo(Map.of(
					"steady_kafka_lag_records{group=\"too-many-series\",topic=\"too-many-series\"}", 3.0 + 9,
					"steady_kafka_group_lag_records{group=\"too-many-series-others\",topic=\"too-many-series\"}",
					3.0 + 5)));
			double samples = samples(app);
			await().until(() -> samples(app) > samples + 5);
			assertThat(lag(app)).hasSize(2);
			assertThat(output.getOut().split("Lag is exported by topic from now on", -1)).hasSize(2);
		}
	}

	private static Map<String, Double> lag(RunningApp app) {
		Map<String, Double> lag = new TreeMap<>();
		app.lines()
			.filter((line) -> line
				.matches("(steady_kafka_lag_records|steady_kafka_group_lag_records|kafka_consumergroup_lag.*)\\{.*"))
			.forEach((line) -> lag.put(line.substring(0, line.lastIndexOf(' ')),
					Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
		return lag;
	}

	private static double samples(RunningApp app) {
		return app.scrape().get("steady_kafka_lag_sample_time_seconds_count");
	}

	private void commit(String group, String topic, long... offsets) {
		for (int partition = 0; partition < offsets.length; partition++) {
			Offsets.commit(this.broker.servers(), group, new TopicPartition(topic, partition), offsets[partition]);
		}
	}

	private RunningApp start(String topic, String... properties) {
		String[] all = new String[properties.length + 5];
		all[0] = "topic=" + topic;
		all[1] = "group=" + topic;
		all[2] = "steady.kafka.lag.groups[0].id=" + topic + "-others";
		all[3] = "spring.kafka.listener.auto-startup=false";
		all[4] = "steady.kafka.metrics.client=off";
		System.arraycopy(properties, 0, all, 5, properties.length);
		RunningApp app = RunningApp.start(OrdersApplication.class, this.broker.servers(), all);
		// It owns partitions and reads nothing.
		app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").pause();
		app.start("orders");
		return app;
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

}
