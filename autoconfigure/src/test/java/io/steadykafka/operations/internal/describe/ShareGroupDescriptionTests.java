package io.steadykafka.operations.internal.describe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link GroupDescriptions} say of a share group what can be said.
 */
class ShareGroupDescriptionTests {

	@Test
	void aShareGroupOfOthersIsListedAndDescribed() throws Exception {
		try (BrokerProcess broker = new BrokerProcess(Map.of("share.coordinator.state.topic.replication.factor", "1",
				"share.coordinator.state.topic.min.isr", "1", "share.coordinator.state.topic.num.partitions", "1"))) {
			broker.start();
			broker.createTopic("orders", 1);
			broker.createTopic("shared", 2);
			AtomicBoolean end = new AtomicBoolean();
			Thread member = new Thread(() -> read(broker, end), "share-member");
			member.start();
			try (RunningApp app = RunningApp.start(DescribedApplication.class, broker.servers(), "topic=orders",
					"group=own")) {
				GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
				Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
					assertThat(rows(descriptions.groups(true), "groups"))
						.filteredOn((row) -> row.get("group").equals("sharing"))
						.singleElement()
						.satisfies((row) -> assertThat(row).containsEntry("type", "share")
							.containsEntry("state", "Stable")
							.containsEntry("memberCount", 1));
					assertThat(rows(descriptions.describe("sharing"), "members")).singleElement()
						.satisfies((row) -> assertThat(row).containsEntry("client", "sharer")
							.containsEntry("partitions", List.of("shared-0", "shared-1")));
					assertThat(rows(descriptions.describe("sharing"), "partitions")).hasSize(2)
						.allSatisfy((row) -> assertThat(row).containsEntry("state", null)
							.containsEntry("ownerUnknown", "members of a share group share partitions"));
				});
			}
			finally {
				end.set(true);
				member.join();
			}
		}
	}

	private static void read(BrokerProcess broker, AtomicBoolean end) {
		try (KafkaShareConsumer<String, String> consumer = new KafkaShareConsumer<>(
				Map.of("bootstrap.servers", broker.servers(), "group.id", "sharing", "client.id", "sharer"),
				new StringDeserializer(), new StringDeserializer())) {
			consumer.subscribe(List.of("shared"));
			while (!end.get()) {
				consumer.poll(Duration.ofMillis(100));
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(Map<String, Object> document, String field) {
		return (List<Map<String, Object>>) document.get(field);
	}

}
