package io.steadykafka.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records as a poll returns them.
 */
public final class Records {

	private Records() {
	}

	/**
	 * Records of one partition.
	 * @param offset the offset of the first record
	 * @param timestamps the timestamp of each record
	 */
	public static ConsumerRecords<String, String> at(TopicPartition partition, long offset, long... timestamps) {
		List<ConsumerRecord<String, String>> records = LongStream.range(0, timestamps.length)
			.mapToObj((index) -> new ConsumerRecord<>(partition.topic(), partition.partition(), offset + index,
					timestamps[(int) index], TimestampType.CREATE_TIME, 3, 5, "key", "value", new RecordHeaders(),
					Optional.empty()))
			.toList();
		return new ConsumerRecords<>(Map.of(partition, records), Map.of());
	}

}
