package io.steadykafka.listener.internal.assignment;

import java.util.Collection;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * Logs what a container without a rebalance listener logs, under its logger's name:
 * people search for these lines.
 */
final class LoggingRebalanceListener implements ConsumerRebalanceListener {

	private static final Log logger = LogFactory.getLog(KafkaMessageListenerContainer.class);

	private final String group;

	LoggingRebalanceListener(String group) {
		this.group = group;
	}

	@Override
	public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
		logger.info(this.group + ": partitions assigned: " + partitions);
	}

	@Override
	public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
		logger.info(this.group + ": partitions revoked: " + partitions);
	}

	@Override
	public void onPartitionsLost(Collection<TopicPartition> partitions) {
		logger.info(this.group + ": partitions lost: " + partitions);
	}

}
