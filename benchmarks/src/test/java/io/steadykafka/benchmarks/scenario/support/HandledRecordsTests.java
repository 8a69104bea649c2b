package io.steadykafka.benchmarks.scenario.support;

import java.util.List;
import java.util.Map;

import io.steadykafka.benchmarks.journal.JournalEntry;
import io.steadykafka.benchmarks.journal.JournalEntry.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandledRecordsTests {

	private final Topic topic = new Topic("topic", 2, 6);

	private final HandledRecords handled = new HandledRecords(this.topic);

	@Test
	void recordsAreCountedOnceAndThenAsRedone() {
		assertThat(this.handled.add(List.of(handled(0, 0, 10), handled(0, 1, 20), handled(0, 0, 30)))).isEqualTo(3);
		assertThat(this.handled.add(List.of(failed(1, 0, 35)))).isZero();
		assertThat(this.handled.count()).isEqualTo(2);
		assertThat(this.handled.redone()).isOne();
		assertThat(this.handled.isComplete()).isFalse();
	}

	@Test
	void timeIsFromTheBeginningOfTheFirstRecordToTheEndOfTheLast() {
		this.handled.add(List.of(handled(0, 0, 1_000_000), handled(0, 1, 3_000_000)));
		assertThat(this.handled.seconds()).isEqualTo(2.000_005);
		assertThat(this.handled.handlerSeconds()).isEqualTo(0.000_010);
	}

	@Test
	void whatIsCommittedThoughNotHandledWasPassedOver() {
		this.handled.add(List.of(handled(0, 0, 1), handled(0, 2, 2), handled(1, 0, 3)));
		assertThat(this.handled.passedOver(Map.of(0, 3L))).isOne();
		assertThat(this.handled.passedOver(Map.of(0, 3L, 1, 2L))).isEqualTo(2);
		assertThat(this.handled.passedOver(Map.of())).isZero();
	}

	@Test
	void recordsAreRedoneLostOrWaiting() {
		this.handled.add(List.of(handled(0, 0, 1), handled(0, 0, 2), handled(0, 2, 3)));
		assertThat(RecordOutcome.of(this.topic, this.handled, Map.of(0, 3L))).isEqualTo(new RecordOutcome(1, 1, 3));
	}

	private static JournalEntry handled(int partition, long offset, long micros) {
		return new JournalEntry(Kind.HANDLED, partition, offset, 5, micros);
	}

	private static JournalEntry failed(int partition, long offset, long micros) {
		return new JournalEntry(Kind.FAILED, partition, offset, 5, micros);
	}

}
