package io.steadykafka.watchdog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A member of a group that is not the application's, with all partitions of a topic. It
 * never polls again.
 */
final class ForeignMember implements AutoCloseable {

	private final KafkaConsumer<String, String> consumer;

	ForeignMember(String servers, String topic, Map<String, String> config) {
		Properties all = new Properties();
		all.putAll(Map.of("bootstrap.servers", servers, "group.id", topic, "auto.offset.reset", "earliest"));
		all.putAll(config);
		this.consumer = new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
		this.consumer.subscribe(List.of(topic));
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInSameThread().until(() -> {
			this.consumer.poll(Duration.ofMillis(100));
			return !this.consumer.assignment().isEmpty();
		});
	}

	@Override
	public void close() {
		this.consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
	}

}
