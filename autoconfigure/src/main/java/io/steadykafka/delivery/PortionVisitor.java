package io.steadykafka.delivery;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Is told what was handed over of a partition.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
interface PortionVisitor<K, V> {

	/**
	 * Visit a partition.
	 * @param partition the partition
	 * @param records its records in the portion
	 * @param handedOver how many of them were handed over, from the first
	 */
	void visit(TopicPartition partition, List<ConsumerRecord<K, V>> records, int handedOver);

}
