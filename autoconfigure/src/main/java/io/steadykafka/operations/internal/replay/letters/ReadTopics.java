package io.steadykafka.operations.internal.replay.letters;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

import io.steadykafka.listener.internal.ListenerContainer;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Tells which topics a listener reads.
 */
final class ReadTopics {

	private ReadTopics() {
	}

	static boolean contain(ListenerContainer listener, String topic) {
		ContainerProperties properties = listener.container().getContainerProperties();
		Pattern pattern = properties.getTopicPattern();
		if (pattern != null) {
			return pattern.matcher(topic).matches();
		}
		@Nullable TopicPartitionOffset[] partitions = properties.getTopicPartitions();
		if (partitions != null) {
			return Arrays.stream(partitions)
				.filter(Objects::nonNull)
				.anyMatch((partition) -> topic.equals(partition.getTopic()));
		}
		return listener.subscribedTopics().contains(topic);
	}

}
