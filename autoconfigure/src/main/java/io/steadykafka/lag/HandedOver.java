package io.steadykafka.lag;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadykafka.listener.ListenerContainer;
import io.steadykafka.listener.PollListener.MemberPolls;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records that members were handed over last, by listener and partition. Written by
 * their threads, read by the sampler's.
 */
final class HandedOver {

	private final Map<ListenerContainer, Map<TopicPartition, RecordTimes>> listeners = new ConcurrentHashMap<>();

	/**
	 * Whom to tell of the polls of a member.
	 * @param listener the listener
	 * @return what writes down the records of its polls
	 */
	MemberPolls polls(ListenerContainer listener) {
		Map<TopicPartition, RecordTimes> last = this.listeners.computeIfAbsent(listener,
				(key) -> new ConcurrentHashMap<>());
		return new MemberPolls() {

			@Override
			public void began() {
			}

			@Override
			public void returned(ConsumerRecords<?, ?> handedOver) {
				write(handedOver, last);
			}

		};
	}

	private static <K, V> void write(ConsumerRecords<K, V> handedOver, Map<TopicPartition, RecordTimes> last) {
		for (TopicPartition partition : handedOver.partitions()) {
			List<ConsumerRecord<K, V>> records = handedOver.records(partition);
			ConsumerRecord<?, ?> first = records.get(0);
			ConsumerRecord<?, ?> newest = records.get(records.size() - 1);
			last.put(partition,
					new RecordTimes(first.offset(), first.timestamp(), newest.offset(), newest.timestamp()));
		}
	}

	@Nullable RecordTimes last(ListenerContainer listener, TopicPartition partition) {
		return this.listeners.getOrDefault(listener, Map.of()).get(partition);
	}

	void revoked(ListenerContainer listener, Collection<TopicPartition> partitions) {
		Map<TopicPartition, RecordTimes> last = this.listeners.get(listener);
		if (last != null) {
			partitions.forEach(last::remove);
		}
	}

	void forget(ListenerContainer listener) {
		this.listeners.remove(listener);
	}

}
