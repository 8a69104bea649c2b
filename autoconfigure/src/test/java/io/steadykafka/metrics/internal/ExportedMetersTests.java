package io.steadykafka.metrics.internal;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.steadykafka.metrics.internal.DocumentedMeters.Exposed;
import io.steadykafka.testing.Broker;
import io.steadykafka.testing.Offsets;
import io.steadykafka.testing.RunningApp;
import io.steadykafka.testing.WorkApplication;
import io.steadykafka.testing.Worker;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a running application exports is what is documented, all of it and nothing else.
 */
class ExportedMetersTests {

	private static final String GROUP = "exported";

	private final Broker broker = Broker.shared();

	@Test
	void allThatIsDocumentedIsExportedAndTheOtherWayRound() {
		this.broker.createTopic(GROUP, 2);
		this.broker.send(GROUP, 2, 3);
		Offsets.commit(this.broker.servers(), "exported-others", new TopicPartition(GROUP, 0), 1);
		Map<String, Exposed> documented = new TreeMap<>();
		DocumentedMeters.all().map(DocumentedMeters::exposed).forEach(documented::putAll);
		try (RunningApp app = RunningApp.start(WorkApplication.class, this.broker.servers(), "topic=" + GROUP,
				"group=" + GROUP, "spring.kafka.listener.auto-startup=false",
				"steady.kafka.lag.groups[0].id=exported-others", "steady.kafka.metrics.exporter-names=true",
				"spring.kafka.consumer.properties.max.poll.interval.ms=500")) {
			AtomicInteger calls = new AtomicInteger();
			app.bean(Worker.class).does((record, consumer) -> {
				if (calls.getAndIncrement() == 0) {
					// There is a meter of records that took too long only once one did.
					LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
				}
			});
			app.start("orders");
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(exported(app)).isEqualTo(documented));
			awaitThatAllIsRead(app);
			MessageListenerContainer container = app.bean(KafkaListenerEndpointRegistry.class)
				.getListenerContainer("orders");
			container.pause();
			Awaitility.await().until(container::isContainerPaused);
			this.broker.send(GROUP, 2, 3);
			Awaitility.await().untilAsserted(() -> assertThatBothNamesSayTheSame(app));
		}
	}

	private static void awaitThatAllIsRead(RunningApp app) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(app.scrape().entrySet())
				.filteredOn((series) -> series.getKey().startsWith("steady_kafka_lag_records{"))
				.hasSize(2)
				.allSatisfy((series) -> assertThat(series.getValue()).isZero()));
	}

	private static void assertThatBothNamesSayTheSame(RunningApp app) {
		Map<String, Double> values = app.lines()
			.filter((line) -> line.contains("kafka_") && !line.startsWith("#"))
			.collect(Collectors.toMap((line) -> line.substring(0, line.lastIndexOf(' ')),
					(line) -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
		for (int partition = 0; partition < 2; partition++) {
			String tags = "group=\"exported\",partition=\"" + partition + "\",topic=\"exported\"}";
			double lag = 3 + partition;
			assertThat(values).containsEntry("steady_kafka_lag_records{" + tags, lag)
				.containsEntry("kafka_consumergroup_lag{consumer" + tags, lag)
				// As many were read before.
				.containsEntry("steady_kafka_offset_committed{" + tags, lag)
				.containsEntry("kafka_consumergroup_current_offset{consumer" + tags, lag);
		}
		assertThat(values)
			.containsEntry("kafka_consumergroup_lag_sum{consumergroup=\"exported\",topic=\"exported\"}", 7.0)
			.containsEntry("kafka_consumergroup_members{consumergroup=\"exported\"}", 1.0)
			.containsEntry("steady_kafka_group_members{group=\"exported\"}", 1.0);
	}

	private static Map<String, Exposed> exported(RunningApp app) {
		Map<String, Exposed> exported = DocumentedMeters.exposed(app.lines());
		exported.keySet()
			.removeIf((name) -> !name.startsWith("steady_kafka_") && !name.startsWith("kafka_consumergroup_"));
		return exported;
	}

}
