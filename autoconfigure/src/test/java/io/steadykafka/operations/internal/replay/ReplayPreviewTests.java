package io.steadykafka.operations.internal.replay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steadykafka.failure.internal.retry.BackOffPolicy;
import io.steadykafka.failure.internal.retry.Exhaustion;
import io.steadykafka.failure.internal.retry.RetryPolicy;
import io.steadykafka.operations.DeadLetterReplay;
import io.steadykafka.operations.internal.replay.letters.DeadLetterTopic;
import io.steadykafka.operations.internal.replay.letters.LastLetters;
import io.steadykafka.operations.internal.replay.letters.LetterRange;
import io.steadykafka.testing.Listeners;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.kafka.support.KafkaHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReplayPreview} and {@link LastLetters}.
 */
class ReplayPreviewTests {

	private final DeadLetterTopic topic = new DeadLetterTopic(Listeners.subscribed("listener", "group"),
			new RetryPolicy(new BackOffPolicy(Duration.ofSeconds(1), 2, Duration.ofSeconds(4), 3), Exhaustion.BLOCK,
					List.of(), "-dlt"),
			"orders");

	private final ReplayPreview preview = preview(new LetterRange(0, 100, null));

	private ReplayPreview preview(LetterRange range) {
		return new ReplayPreview(this.topic, new ReplayPlan(Map.of(new TopicPartition("orders-dlt", 0), range)));
	}

	@Test
	void countsRecordsByExceptionAndSaysFromWhenToWhen() {
		this.preview.add(letter(3_000, "a.B"));
		this.preview.add(letter(1_000, "a.B"));
		this.preview.add(letter(2_000, null));
		DeadLetterReplay replay = this.preview.of(true);
		assertThat(replay.id()).isNull();
		assertThat(replay.topic()).isEqualTo("orders-dlt");
		assertThat(replay.progress()).as("offsets without a record don't count")
			.isEqualTo(new DeadLetterReplay.Progress(3, 0, 0, false));
		assertThat(replay.exceptions()).isEqualTo(Map.of("a.B", 2L, "unknown", 1L));
		assertThat(replay.from()).isEqualTo(Instant.ofEpochMilli(1_000));
		assertThat(replay.to()).isEqualTo(Instant.ofEpochMilli(3_000));
		assertThat(replay.problem()).isNull();
	}

	@Test
	void saysWhatWasNotRead() {
		this.preview.add(letter(1, "a.B"));
		DeadLetterReplay replay = this.preview.of(false);
		assertThat(replay.progress().records()).isEqualTo(100);
		assertThat(replay.problem()).contains("only 1 of about 100 records were read");
	}

	@Test
	void saysWhatIsUnusual() {
		assertThat(preview(LetterRange.of(1L, 5, 9)).of(true).problem()).startsWith("orders-dlt-0: 4 records");
	}

	@Test
	void namesFewClasses() {
		for (int i = 0; i < 1_000; i++) {
			this.preview.add(letter(1, "a.B" + i));
		}
		assertThat(this.preview.of(true).exceptions()).hasSize(51).containsEntry("others", 950L);
	}

	@Test
	void theLastLettersAreThoseOfTheLatestTimestamps() {
		LastLetters last = new LastLetters(2, (record) -> Map.of("at", record.timestamp()));
		last.add(letter(5, null));
		last.add(letter(9, null));
		last.add(letter(1, null));
		last.add(letter(7, null));
		assertThat(last.documents()).containsExactly(Map.of("at", 9L), Map.of("at", 7L));
	}

	private static ConsumerRecord<byte[], byte[]> letter(long timestamp, @Nullable String exception) {
		RecordHeaders headers = new RecordHeaders();
		if (exception != null) {
			headers.add(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN, exception.getBytes(StandardCharsets.UTF_8));
		}
		return new ConsumerRecord<>("orders-dlt", 0, 0, timestamp, TimestampType.CREATE_TIME, -1, -1, new byte[0],
				new byte[0], headers, Optional.empty());
	}

}
