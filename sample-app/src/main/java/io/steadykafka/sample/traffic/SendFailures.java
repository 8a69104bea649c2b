package io.steadykafka.sample.traffic;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.support.ProducerListener;

/**
 * Says from time to time how many records could not be sent. Spring Kafka's own listener
 * would log each of them with a stack trace, and a broker that is away fails them all.
 */
class SendFailures implements ProducerListener<Object, Object> {

	private static final Logger logger = LoggerFactory.getLogger(SendFailures.class);

	private final long betweenReports;

	private final LongSupplier nanoTime;

	private @Nullable Long reportedAt;

	private int unreported;

	SendFailures(Duration betweenReports, LongSupplier nanoTime) {
		this.betweenReports = betweenReports.toNanos();
		this.nanoTime = nanoTime;
	}

	@Override
	public synchronized void onError(ProducerRecord<Object, Object> producerRecord,
			@Nullable RecordMetadata recordMetadata, Exception exception) {
		this.unreported++;
		long now = this.nanoTime.getAsLong();
		if (this.reportedAt == null || now - this.reportedAt >= this.betweenReports) {
			logger.warn("Records that could not be produced: {}; the last one to {}: {}", this.unreported,
					producerRecord.topic(), exception.getMessage());
			this.reportedAt = now;
			this.unreported = 0;
		}
	}

}
