package io.steadykafka.rebalance;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * Partitions of a listener were assigned, revoked or lost. {@link PartitionsListener}s
 * receive it, then the application's event listeners, both on the consumer's thread: they
 * should return quickly.
 *
 * @param listener the id of the listener
 * @param group its group
 * @param kind what happened to the partitions
 * @param partitions the partitions; may be empty for {@link Rebalance.Kind#ASSIGNED}: a
 * rebalance that changed nothing for this member
 * @param committed whether the container has made its last commit of partitions that are
 * {@link Rebalance.Kind#REVOKED}; {@code false} before it, and for other kinds
 */
public record PartitionsEvent(String listener, String group, Rebalance.Kind kind, Set<TopicPartition> partitions,
		boolean committed) {

}
