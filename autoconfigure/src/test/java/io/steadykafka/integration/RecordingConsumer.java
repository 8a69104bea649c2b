package io.steadykafka.integration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Records the container's calls of its consumer, outside of all wrappers that exist
 * before containers start.
 */
final class RecordingConsumer implements SmartLifecycle {

	private static final Set<String> WRITTEN_DOWN = Set.of("commitSync", "commitAsync", "position");

	private final ConsumerFactory<String, String> factory;

	private final EventJournal journal;

	private volatile boolean running;

	RecordingConsumer(ConsumerFactory<String, String> factory, EventJournal journal) {
		this.factory = factory;
		this.journal = journal;
	}

	@Override
	public void start() {
		this.running = true;
		this.factory.addPostProcessor(this::around);
	}

	@SuppressWarnings("unchecked")
	private Consumer<String, String> around(Consumer<String, String> consumer) {
		return (Consumer<String, String>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Consumer.class }, (proxy, method, arguments) -> {
					if (WRITTEN_DOWN.contains(method.getName())) {
						this.journal.add(method.getName(), withoutTopic(arguments[0]));
					}
					try {
						return method.invoke(consumer, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private static String withoutTopic(Object argument) {
		if (argument instanceof TopicPartition partition) {
			return String.valueOf(partition.partition());
		}
		if (argument instanceof OffsetAndMetadata offset) {
			return String.valueOf(offset.offset());
		}
		return (argument instanceof Map<?, ?> map) ? map.entrySet()
			.stream()
			.map((entry) -> withoutTopic(entry.getKey()) + "=" + withoutTopic(entry.getValue()))
			.collect(Collectors.joining(",")) : String.valueOf(argument);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
