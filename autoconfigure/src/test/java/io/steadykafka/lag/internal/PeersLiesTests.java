package io.steadykafka.lag.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.Trend;
import io.steadykafka.lag.internal.group.TestLagOptions;
import io.steadykafka.lag.internal.offsets.HotPartitions;
import io.steadykafka.lag.internal.offsets.LagCalculation;
import io.steadykafka.lag.internal.offsets.LogBounds;
import io.steadykafka.lag.internal.progress.LastDelivery;
import io.steadykafka.lag.internal.requests.OffsetRequests;
import io.steadykafka.lag.internal.sampling.KnownTopics;
import io.steadykafka.lag.internal.sampling.LagReader;
import io.steadykafka.lag.internal.sampling.ReadRule;
import io.steadykafka.lag.internal.sampling.SampleRequest;
import io.steadykafka.lag.internal.time.LagTime;
import io.steadykafka.lag.internal.time.OffsetHistory;
import io.steadykafka.lag.internal.time.PartitionHistory;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Gate;
import io.steadykafka.testing.OrdersApplication;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.mockito.InOrder;
import org.mockito.Mockito;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What other tools and libraries get wrong about lag and health, one test each. That lag
 * of transactional topics stays, that records lost to retention are in the lag, and that
 * a backlog which was never committed is not, is in {@code LagAccuracyTests}; health
 * during a roll of brokers in {@code RollingBrokerRestartTests}; lag doubled over
 * replicas in {@code LagOfSeveralInstancesTests}; members that are dead but look healthy
 * in the watchdog's tests; that a missing ACL makes an application DOWN, in
 * {@code MissingAclTests}.
 */
class PeersLiesTests {

	private static final long NOW = System.currentTimeMillis();

	private final Broker broker = Broker.shared();

	/**
	 * Burrow: any sample of ten at zero is OK.
	 */
	@Test
	void oneDipHidesSteadyGrowth() {
		PartitionHistory memory = new PartitionHistory();
		PartitionOutlook last = PartitionOutlook.UNKNOWN;
		for (int sample = 0; sample < 10; sample++) {
			// It grows, is worked off at a stroke, and grows on.
			long lag = 500L * ((sample < 7) ? sample : sample - 7);
			long end = 1_000L * sample;
			PartitionLag partition = LagCalculation.known(OptionalLong.of(end - lag), new LogBounds(0, end, end), lag);
			last = memory.sampled(partition, null, Optional.empty(), 10_000L * sample,
					TestLagOptions.of(Duration.ofSeconds(10)));
		}
		assertThat(last.trend()).isEqualTo(Trend.GROWING);
	}

	/**
	 * Klag: beyond mean + 2σ of all, which one of three never is.
	 */
	@Test
	void oneOfThreePartitionsIsNeverHot() {
		Map<TopicPartition, PartitionLag> lags = new HashMap<>();
		for (int partition = 0; partition < 3; partition++) {
			long lag = (partition == 0) ? 100_000 : 5;
			lags.put(new TopicPartition("orders", partition),
					LagCalculation.known(OptionalLong.of(0), new LogBounds(0, lag, lag), lag));
		}
		assertThat(HotPartitions.of(lags, 100)).containsExactly(new TopicPartition("orders", 0));
	}

	/**
	 * Kafka-lag-exporter: no time with fewer than two samples.
	 */
	@Test
	void theFirstSampleHasNoTime() {
		LagTime behind = LagTime.of(10, 20, new OffsetHistory(), new LastDelivery(5, 5, NOW - 20_000, 9, NOW - 10_000),
				NOW);
		assertThat(behind.behind()).isEqualTo(Duration.ofSeconds(10));
	}

	/**
	 * Kafka_exporter: ends first and committed offsets after give a lag below zero.
	 */
	@Test
	void lagIsNegative() {
		try (Admin admin = Mockito.spy(this.broker.admin())) {
			this.broker.createTopic("lies-order", 1);
			Map<TopicPartition, ReadRule> rules = Map.of(new TopicPartition("lies-order", 0), ReadRule.KAFKA_DEFAULT);
			assertThat(new LagReader(new OffsetRequests(admin, Duration.ofSeconds(10)), Clock.systemUTC(), null)
				.read(new SampleRequest(Map.of("lies-order", rules), Map.of(), Map.of()), Set.of(), Set.of(),
						new KnownTopics(Duration.ZERO), Map::of)
				.get()
				.rules()).containsOnlyKeys("lies-order");
			InOrder order = Mockito.inOrder(admin);
			order.verify(admin).listConsumerGroupOffsets(ArgumentMatchers.anyMap(), ArgumentMatchers.any());
			order.verify(admin, Mockito.atLeastOnce()).listOffsets(ArgumentMatchers.anyMap(), ArgumentMatchers.any());
		}
	}

	/**
	 * Spring Cloud Stream: a failure of the metrics is a lag of 0, brokers out of reach
	 * are DOWN, and health hangs as long as the request.
	 */
	@Test
	void brokersOutOfReachAreALagOfZeroAndDown() {
		try (RunningApp app = RunningApp.start(OrdersApplication.class, "localhost:1", "topic=lies-away",
				"group=lies-away")) {
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UNKNOWN"));
			assertThat(app.scrape().keySet()).noneMatch((series) -> series.startsWith("steady_kafka_lag_records"));
			long start = System.nanoTime();
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		}
	}

	/**
	 * Spring Cloud Stream, and whoever asks {@code isRunning()}: stopped on purpose is
	 * DOWN, so that Kubernetes restarts it.
	 */
	@Test
	void stoppedOnPurposeIsDown() {
		this.broker.createTopic("lies-stopped", 1);
		try (RunningApp app = start("lies-stopped")) {
			app.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders").stop();
			assertThat(app.health("kafkaConsumers", "$.status")).isEqualTo("UP");
			assertThat(app.get("/actuator/health").statusCode()).isEqualTo(200);
		}
	}

	/**
	 * SmallRye: readiness fails for a member without partitions.
	 */
	@Test
	void aStandbyIsNotReady() {
		this.broker.createTopic("lies-standby", 1);
		try (RunningApp first = start("lies-standby"); RunningApp second = start("lies-standby")) {
			await().untilAsserted(() -> assertThat(
					first.membersPartitions("orders").get(0) + second.membersPartitions("orders").get(0))
				.isOne());
			for (RunningApp app : List.of(first, second)) {
				await().untilAsserted(() -> assertThat(app.health("", "$.status")).isEqualTo("UP"));
			}
		}
	}

	/**
	 * Several: lag of topics that the group does not consume any more.
	 */
	@Test
	void aTopicThatIsNotConsumedAnyMoreHasLagForEver() throws Exception {
		this.broker.createTopic("lies-before", 1);
		this.broker.createTopic("lies-now", 1);
		this.broker.send("lies-before", 1, 10);
		try (Admin admin = this.broker.admin()) {
			admin
				.alterConsumerGroupOffsets("lies-now",
						Map.of(new TopicPartition("lies-before", 0), new OffsetAndMetadata(3)))
				.all()
				.get();
		}
		try (RunningApp app = start("lies-now")) {
			await().untilAsserted(() -> assertThat(lag(app)).hasSize(1));
			assertThat(lag(app)).allMatch((series) -> series.contains("topic=\"lies-now\""));
		}
	}

	/**
	 * Micrometer's binder: NaN after a rebalance, until its next refresh.
	 */
	@Test
	void lagIsNanAfterARebalance() {
		this.broker.createTopic("lies-rebalance", 2);
		try (RunningApp first = start("lies-rebalance")) {
			await().untilAsserted(() -> assertThat(lag(first)).hasSize(2));
			try (RunningApp second = start("lies-rebalance")) {
				await().untilAsserted(() -> assertThat(lag(first)).hasSize(1));
				await().untilAsserted(() -> assertThat(lag(second)).hasSize(1));
			}
			await().untilAsserted(() -> assertThat(lag(first)).hasSize(2));
			assertThat(first.scrape()).allSatisfy((series, value) -> {
				if (series.startsWith("steady_kafka_lag_records")) {
					assertThat(value).isZero();
				}
			});
		}
	}

	/**
	 * SmallRye: one failure makes the application DOWN for ever.
	 */
	@Test
	void whatWasWrongOnceIsWrongForEver() {
		this.broker.createTopic("lies-ever", 1);
		try (RunningApp app = start("lies-ever", "steady.kafka.health.lag.threshold=5")) {
			Gate gate = app.bean(Gate.class);
			gate.close();
			this.broker.send("lies-ever", 1, 10);
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("DEGRADED"));
			gate.open();
			await().untilAsserted(() -> assertThat(app.health("kafkaLag", "$.status")).isEqualTo("UP"));
		}
	}

	private RunningApp start(String topic, String... more) {
		List<String> properties = new ArrayList<>(List.of("topic=" + topic, "group=" + topic));
		properties.addAll(List.of(more));
		return RunningApp.start(OrdersApplication.class, this.broker.servers(), properties.toArray(String[]::new));
	}

	private static List<String> lag(RunningApp app) {
		return app.scrape()
			.keySet()
			.stream()
			.filter((series) -> series.startsWith("steady_kafka_lag_records{"))
			.toList();
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

}
