package io.steadykafka.testing;

import java.util.HashMap;
import java.util.Map;

import io.steadykafka.listener.internal.ListenerContainer;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Makes listeners whose containers never start.
 */
public final class Listeners {

	private Listeners() {
	}

	public static ListenerContainer subscribed(String id, String group) {
		return of(id, group, new ContainerProperties("orders"), Map.of());
	}

	public static ListenerContainer subscribed(String id, String group, Map<String, Object> config) {
		return of(id, group, new ContainerProperties("orders"), config);
	}

	public static ListenerContainer assignedByHand(String id, String group) {
		return of(id, group, new ContainerProperties(new TopicPartitionOffset("orders", 0)), Map.of());
	}

	private static ListenerContainer of(String id, String group, ContainerProperties properties,
			Map<String, Object> config) {
		properties.setGroupId(group);
		properties.setMessageListener((MessageListener<Object, Object>) (message) -> {
		});
		Map<String, Object> all = new HashMap<>(Map.of("bootstrap.servers", "localhost:1"));
		all.putAll(config);
		ConcurrentMessageListenerContainer<Object, Object> container = new ConcurrentMessageListenerContainer<>(
				new DefaultKafkaConsumerFactory<>(all), properties);
		container.setBeanName(id);
		return ListenerContainer.of(container);
	}

}
