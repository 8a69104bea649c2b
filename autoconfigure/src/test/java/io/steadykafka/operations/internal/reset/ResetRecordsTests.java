package io.steadykafka.operations.internal.reset;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.operations.OffsetReset;
import io.steadykafka.operations.PartitionReset;
import io.steadykafka.testing.MutableClock;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResetRecords}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ResetRecordsTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final MutableClock clock = new MutableClock();

	private final ResetHistory history = new ResetHistory(() -> {
	});

	private final ResetRecords records = new ResetRecords(this.history, "group"::equals, "self", this.clock);

	@Test
	void aRecordOfAGroupWithoutListenerHereIsKeptOut() {
		assertThat(received(reset("r-1", "other", 9), START)).isFalse();
		assertThat(received(reset("r-2", "group", 9), START)).isTrue();
		assertThat(this.history.lastFirst()).extracting(OffsetReset::id).containsExactly("r-2");
	}

	@Test
	void theFirstRecordOfAnIdCounts() {
		received(reset("r-1", "group", 9), START);
		assertThat(received(reset("r-1", "group", 1), START)).isTrue();
		assertThat(this.history.lastFirst()).containsExactly(reset("r-1", "group", 9));
	}

	@Test
	void aRecordIsWrittenUntilItIsInTheTopic() {
		this.history.add(reset("r-1", "other", 9));
		assertThat(this.records.due()).containsExactly(Map.entry("r-1", ResetDocument.of(reset("r-1", "other", 9))));
		assertThat(this.records.due()).hasSize(1);
		assertThat(received(reset("r-1", "other", 9), START)).isTrue();
		assertThat(this.records.due()).isEmpty();
	}

	@Test
	void aRecordIsWrittenAnewBeforeTheTopicDeletesItUnlessAnotherInstanceDid() {
		received(reset("r-1", "group", 9), START);
		this.clock.advance(Duration.ofMinutes(29));
		assertThat(this.records.due()).isEmpty();
		this.clock.advance(Duration.ofMinutes(12));
		assertThat(this.records.due()).hasSize(1);
		received(reset("r-1", "group", 9), this.clock.instant());
		assertThat(this.records.due()).isEmpty();
	}

	@Test
	void anOlderRecordThatIsReadLaterIsNotWrittenAnew() {
		received(reset("r-1", "group", 9), START);
		received(reset("r-1", "group", 9), START.minus(Duration.ofMinutes(50)));
		assertThat(this.records.due()).isEmpty();
	}

	@Test
	void aRecordThatHasBeenInTheTopicForLongIsWrittenAnewAtOnce() {
		received(reset("r-1", "group", 9), START.minus(Duration.ofMinutes(50)));
		assertThat(this.records.due()).hasSize(1);
	}

	@Test
	void oneThatDoesNotFitIntoAMessageIsNotTriedAgain(CapturedOutput output) {
		this.history.add(reset("r-1", "group", 9));
		this.records.tooLarge("r-1");
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.records.due()).isEmpty();
		assertThat(output).containsOnlyOnce("Reset r-1 has too many partitions for a message");
	}

	private boolean received(OffsetReset reset, Instant at) {
		return this.records.received(reset.id(), ResetDocument.of(reset), at);
	}

	private static OffsetReset reset(String id, String group, long before) {
		return new OffsetReset(id, group, START, "alice", true, false,
				List.of(new PartitionReset(new TopicPartition("orders", 0), OptionalLong.of(before), 5, null, null,
						null, true, null)));
	}

}
