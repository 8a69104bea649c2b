package io.steadykafka.failure.internal.deadletter;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/**
 * The forms of a dead letter, from the one with all of Spring Kafka's headers down to the
 * original record: with headers added, it may be too large for the dead-letter topic.
 */
final class DeadLetterForms {

	private final List<DeadLetterHeaders> headers = List.of(without(), without(HeadersToAdd.EX_STACKTRACE),
			without(HeadersToAdd.EX_STACKTRACE, HeadersToAdd.EX_MSG));

	private static DeadLetterHeaders without(HeadersToAdd... left) {
		DeadLetterHeaders headers = new DeadLetterHeaders();
		headers.excludeHeader(left);
		return headers;
	}

	/**
	 * The forms of a dead letter, the largest one first.
	 * @param target the dead-letter topic; with a negative partition, the key decides
	 */
	List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record, Exception exception,
			TopicPartition target) {
		List<ProducerRecord<byte[], byte[]>> forms = new ArrayList<>();
		for (DeadLetterHeaders each : this.headers) {
			forms.add(form(record, target, each.of(record, exception)));
		}
		forms.add(form(record, target, record.headers()));
		return forms;
	}

	private static ProducerRecord<byte[], byte[]> form(ConsumerRecord<byte[], byte[]> record, TopicPartition target,
			Headers headers) {
		return new ProducerRecord<>(target.topic(), (target.partition() < 0) ? null : target.partition(), record.key(),
				record.value(), headers);
	}

}
