package io.steadykafka.delivery.internal.dispatch;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Is told what was delivered of a partition.
 */
interface BatchVisitor<K, V> {

	/**
	 * Visit a partition.
	 * @param records its records in the batch
	 * @param delivered how many of them were delivered, from the first
	 */
	void visit(TopicPartition partition, List<ConsumerRecord<K, V>> records, int delivered);

}
