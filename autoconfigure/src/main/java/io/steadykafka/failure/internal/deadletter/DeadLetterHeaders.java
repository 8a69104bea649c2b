package io.steadykafka.failure.internal.deadletter;

import java.util.Map;
import java.util.Objects;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Creates the headers of a dead letter with Spring Kafka's recoverer, without publishing.
 * The class for only that came with Spring Kafka 4.1. For one thread.
 */
final class DeadLetterHeaders extends DeadLetterPublishingRecoverer {

	private static final KafkaOperations<byte[], byte[]> NEVER_USED = new KafkaTemplate<>(
			new DefaultKafkaProducerFactory<>(Map.of()));

	private static final TopicPartition NOWHERE = new TopicPartition("", -1);

	private @Nullable Headers made;

	DeadLetterHeaders() {
		super((letter) -> NEVER_USED, (failed, exception) -> NOWHERE);
	}

	/**
	 * The record's headers and those that describe the failure.
	 */
	Headers of(ConsumerRecord<byte[], byte[]> failed, Exception exception) {
		this.made = null;
		accept(failed, null, exception);
		return Objects.requireNonNull(this.made);
	}

	@Override
	protected void send(ProducerRecord<Object, Object> letter, KafkaOperations<Object, Object> template,
			ConsumerRecord<?, ?> failed) {
		this.made = letter.headers();
	}

}
