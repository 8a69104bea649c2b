package io.steadykafka.operations.internal.describe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.steadykafka.operations.GroupDescriptions;
import io.steadykafka.testing.BrokerProcess;
import io.steadykafka.testing.RunningApp;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link GroupDescriptions} say of a streams group what can be said.
 */
class StreamsGroupDescriptionTests {

	@Test
	void aStreamsGroupIsListedAndDescribed(@TempDir Path folder) {
		try (BrokerProcess broker = new BrokerProcess(Map.of(), "--feature", "streams.version=1")) {
			broker.start();
			broker.createTopic("orders", 1);
			broker.createTopic("streamed", 2);
			try (KafkaStreams streams = streams(broker, folder);
					RunningApp app = RunningApp.start(DescribedApplication.class, broker.servers(), "topic=orders",
							"group=own")) {
				streams.start();
				GroupDescriptions descriptions = app.bean(GroupDescriptions.class);
				Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
					assertThat(rows(descriptions.groups(true), "groups"))
						.filteredOn((row) -> row.get("group").equals("streaming"))
						.singleElement()
						.satisfies((row) -> assertThat(row).containsEntry("type", "streams")
							.containsEntry("state", "Stable")
							.containsEntry("memberCount", 1));
					assertThat(descriptions.describe("streaming")).containsEntry("group", "streaming");
				});
				assertThat(rows(descriptions.describe("streaming"), "members")).singleElement()
					.satisfies((row) -> assertThat(row).containsEntry("here", false));
			}
		}
	}

	private static KafkaStreams streams(BrokerProcess broker, Path folder) {
		StreamsBuilder builder = new StreamsBuilder();
		builder.stream("streamed").foreach((key, value) -> {
		});
		Properties config = new Properties();
		config.putAll(Map.of("bootstrap.servers", broker.servers(), "application.id", "streaming", "group.protocol",
				"streams", "state.dir", folder.toString(), "default.key.serde", Serdes.ByteArraySerde.class,
				"default.value.serde", Serdes.ByteArraySerde.class));
		return new KafkaStreams(builder.build(), config);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(Map<String, Object> document, String field) {
		return (List<Map<String, Object>>) document.get(field);
	}

}
