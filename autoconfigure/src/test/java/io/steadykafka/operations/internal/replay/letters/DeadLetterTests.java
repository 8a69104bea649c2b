package io.steadykafka.operations.internal.replay.letters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.support.KafkaHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadLetter}.
 */
class DeadLetterTests {

	private final RecordHeaders headers = new RecordHeaders();

	private final DeadLetter letter = new DeadLetter(new ConsumerRecord<>("orders-dlt", 2, 7, 1_000,
			TimestampType.CREATE_TIME, 1, 2, new byte[] { 1 }, new byte[] { 2, 3 }, this.headers, Optional.empty()));

	@Test
	void theOriginalRecordHasNoTraceOfTheFailure() {
		this.headers.add("own", new byte[] { 9 });
		add(KafkaHeaders.DLT_ORIGINAL_TOPIC, "orders");
		this.headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(5).array());
		this.headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(42).array());
		this.headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, ByteBuffer.allocate(8).putLong(500).array());
		add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, "LogAppendTime");
		add(KafkaHeaders.DLT_EXCEPTION_FQCN, "java.lang.IllegalStateException");
		ConsumerRecord<byte[], byte[]> original = this.letter.original("other");
		assertThat(original.topic()).isEqualTo("orders");
		assertThat(original.partition()).isEqualTo(5);
		assertThat(original.offset()).isEqualTo(42);
		assertThat(original.timestamp()).isEqualTo(500);
		assertThat(original.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
		assertThat(original.key()).containsExactly(1);
		assertThat(original.value()).containsExactly(2, 3);
		assertThat(original.headers()).extracting((header) -> header.key()).containsExactly("own");
	}

	@Test
	void theFirstFailureSaysWhereItWasAndTheLastOneWhy() {
		add(KafkaHeaders.DLT_ORIGINAL_TOPIC, "orders");
		add(KafkaHeaders.DLT_ORIGINAL_TOPIC, "orders-dlt");
		add(KafkaHeaders.DLT_EXCEPTION_FQCN, "First");
		add(KafkaHeaders.DLT_EXCEPTION_FQCN, "Last");
		assertThat(this.letter.originalTopic()).isEqualTo("orders");
		assertThat(this.letter.exception()).isEqualTo("Last");
		add(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, "Cause");
		assertThat(this.letter.exception()).isEqualTo("Cause");
	}

	@Test
	void headersThatMakeNoSenseAreUnknown() {
		add(KafkaHeaders.DLT_ORIGINAL_TOPIC, "");
		add(KafkaHeaders.DLT_ORIGINAL_PARTITION, "five");
		add(KafkaHeaders.DLT_ORIGINAL_OFFSET, "");
		this.headers.add(KafkaHeaders.DLT_EXCEPTION_FQCN, null);
		this.headers.add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, new byte[9]);
		add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE, "never");
		assertThat(this.letter.originalTopic()).isNull();
		assertThat(this.letter.originalPartition()).as("four bytes of text").isEqualTo(0x66697665);
		assertThat(this.letter.originalOffset()).isNull();
		assertThat(this.letter.exception()).isNull();
		ConsumerRecord<byte[], byte[]> original = this.letter.original("orders");
		assertThat(original.topic()).isEqualTo("orders");
		assertThat(original.offset()).isEqualTo(7);
		assertThat(original.timestamp()).isEqualTo(1_000);
	}

	private void add(String header, String value) {
		this.headers.add(header, value.getBytes(StandardCharsets.UTF_8));
	}

}
