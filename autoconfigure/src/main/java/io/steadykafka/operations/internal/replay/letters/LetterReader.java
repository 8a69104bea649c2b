package io.steadykafka.operations.internal.replay.letters;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.steadykafka.listener.internal.ClientConfigs;
import io.steadykafka.listener.internal.ListenerContainer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead letters as they are in the log, with a consumer that belongs to no group.
 */
public final class LetterReader {

	private static final int TIMEOUT = 5_000;

	private static final int LARGEST_FETCH = 4 * 1024 * 1024;

	private static final Duration POLL = Duration.ofMillis(200);

	private final Map<String, Object> config;

	public LetterReader(ListenerContainer listener) {
		this.config = ClientConfigs.reader(listener.consumerConfig(), "steady-kafka-dead-letter-reader");
		this.config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
		this.config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
		this.config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, LARGEST_FETCH);
		// What retention has deleted meanwhile is passed over.
		this.config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
	}

	/**
	 * Reads records.
	 * @param longest how many at most
	 * @param time for how long at most
	 * @return whether all were read
	 */
	public boolean read(Map<TopicPartition, LetterRange> ranges, int longest, Duration time,
			Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
		if (ranges.isEmpty()) {
			return true;
		}
		KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(this.config);
		try {
			consumer.assign(ranges.keySet());
			ranges.forEach((partition, range) -> consumer.seek(partition, range.start()));
			long deadline = System.nanoTime() + time.toNanos();
			int read = 0;
			while (!isRead(consumer, ranges)) {
				if (read >= longest || System.nanoTime() - deadline >= 0) {
					return false;
				}
				for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
					LetterRange range = ranges.get(new TopicPartition(record.topic(), record.partition()));
					if (range != null && record.offset() < range.end() && read < longest) {
						visitor.accept(record);
						read++;
					}
				}
			}
			return true;
		}
		finally {
			consumer.close(CloseOptions.timeout(Duration.ZERO));
		}
	}

	/**
	 * Reads one record.
	 * @return the record, {@code null} if it is not in the log any more or can't be read
	 */
	public @Nullable ConsumerRecord<byte[], byte[]> read(TopicPartition partition, long offset, Duration time) {
		OneRecord found = new OneRecord();
		read(Map.of(partition, new LetterRange(offset, offset + 1, null)), 1, time, found);
		return found.record;
	}

	private static boolean isRead(KafkaConsumer<?, ?> consumer, Map<TopicPartition, LetterRange> ranges) {
		List<TopicPartition> read = ranges.entrySet()
			.stream()
			.filter((range) -> consumer.position(range.getKey()) >= range.getValue().end())
			.map(Map.Entry::getKey)
			.toList();
		consumer.pause(read);
		return read.size() == ranges.size();
	}

	private static final class OneRecord implements Consumer<ConsumerRecord<byte[], byte[]>> {

		private @Nullable ConsumerRecord<byte[], byte[]> record;

		@Override
		public void accept(ConsumerRecord<byte[], byte[]> read) {
			this.record = read;
		}

	}

}
