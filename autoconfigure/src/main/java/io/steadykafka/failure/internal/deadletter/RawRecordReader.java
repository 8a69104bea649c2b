package io.steadykafka.failure.internal.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a record as it is in the log, with its own consumer.
 */
final class RawRecordReader {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private RawRecordReader() {
	}

	/**
	 * Reads a record.
	 * @throws UndeliverableException if it is not in the log any more, or can't be read
	 */
	static ConsumerRecord<byte[], byte[]> read(Map<String, Object> config, TopicPartition partition, long offset)
			throws UndeliverableException {
		KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config);
		try {
			consumer.assign(List.of(partition));
			consumer.seek(partition, offset);
			long end = System.nanoTime() + LONGEST.toNanos();
			while (System.nanoTime() < end) {
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
					if (record.offset() != offset) {
						throw gone(partition, offset);
					}
					return record;
				}
			}
			throw new UndeliverableException(
					"it could not be read again from " + partition + " within " + LONGEST.toSeconds() + " s");
		}
		catch (OffsetOutOfRangeException ex) {
			throw gone(partition, offset);
		}
		finally {
			consumer.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

	private static UndeliverableException gone(TopicPartition partition, long offset) {
		return new UndeliverableException(
				"it is not in the log of " + partition + " any more: " + offset + " was deleted or compacted");
	}

}
