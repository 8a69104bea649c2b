package io.steadykafka.integration.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.aopalliance.intercept.MethodInterceptor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import org.springframework.aop.framework.ProxyFactory;

/**
 * How code around a consumer treats the records of a poll.
 */
enum PollWrapper {

	/**
	 * As OpenTelemetry's wrapper: lists of its own, that go through ours when asked.
	 */
	LAZY_COPY(false, (records) -> copy(records, (list) -> list)),

	EAGER_COPY(true, (records) -> copy(records, ArrayList::new)),

	ITERATED_COPY(true, (records) -> {
		Map<TopicPartition, List<ConsumerRecord<String, String>>> copy = new HashMap<>();
		for (ConsumerRecord<String, String> record : records) {
			copy.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), (added) -> new ArrayList<>())
				.add(record);
		}
		return new ConsumerRecords<>(copy, records.nextOffsets());
	}),

	/**
	 * As Brave's wrapper.
	 */
	LOOK_BY_INDEX(false, (records) -> {
		for (TopicPartition partition : records.partitions()) {
			List<ConsumerRecord<String, String>> list = records.records(partition);
			for (int i = 0; i < list.size(); i++) {
				list.get(i).headers().add("seen", new byte[0]);
			}
		}
		return records;
	}),

	LOOK_BY_ITERATOR(false, (records) -> {
		records.forEach((record) -> record.headers().add("seen", new byte[0]));
		return records;
	});

	final boolean copies;

	@SuppressWarnings("ImmutableEnumChecker")
	final UnaryOperator<ConsumerRecords<String, String>> polled;

	PollWrapper(boolean copies, UnaryOperator<ConsumerRecords<String, String>> polled) {
		this.copies = copies;
		this.polled = polled;
	}

	static Consumer<String, String> wrap(Consumer<String, String> consumer,
			UnaryOperator<ConsumerRecords<String, String>> polled) {
		ProxyFactory proxy = new ProxyFactory(Consumer.class, (MethodInterceptor) (call) -> {
			Object result = call.getMethod().invoke(consumer, call.getArguments());
			return (result instanceof ConsumerRecords<?, ?> records) ? polled.apply(cast(records)) : result;
		});
		@SuppressWarnings("unchecked")
		Consumer<String, String> wrapped = (Consumer<String, String>) proxy.getProxy();
		return wrapped;
	}

	@SuppressWarnings("unchecked")
	private static ConsumerRecords<String, String> cast(ConsumerRecords<?, ?> records) {
		return (ConsumerRecords<String, String>) records;
	}

	static ConsumerRecords<String, String> copy(ConsumerRecords<String, String> records,
			UnaryOperator<List<ConsumerRecord<String, String>>> list) {
		if (records.isEmpty()) {
			return records;
		}
		Map<TopicPartition, List<ConsumerRecord<String, String>>> copy = new HashMap<>();
		records.partitions().forEach((partition) -> copy.put(partition, list.apply(records.records(partition))));
		return new ConsumerRecords<>(copy, records.nextOffsets());
	}

}
