package io.steadykafka.watchdog.internal.member;

import java.util.Set;

import io.steadykafka.testing.Records;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RepeatedRecords}.
 */
class RepeatedRecordsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private final RepeatedRecords records = new RepeatedRecords();

	@Test
	void aPollOfSeveralRecordsRepeatsWhereverItsCopiesAreCut() {
		deliver(7, 9, 8, 7, 9, 8);
		assertThat(this.records.all()).isEmpty();
		deliver(7);
		assertThat(this.records.all()).containsOnlyKeys(PARTITION);
		deliver(9, 8, 7, 9);
		assertThat(this.records.all()).containsOnlyKeys(PARTITION);
	}

	@Test
	void oneThatGoesOnIsOver() {
		deliver(7, 7, 7, 7, 7);
		assertThat(this.records.all()).containsOnlyKeys(PARTITION);
		deliver(8);
		assertThat(this.records.all()).isEmpty();
		deliver(8, 8, 8, 8);
		assertThat(this.records.all()).containsOnlyKeys(PARTITION);
		this.records.sought(Set.of(PARTITION));
		assertThat(this.records.all()).isEmpty();
	}

	@Test
	void aLogThatBeginsAnewIsNone() {
		deliver(1_000, 1_000, 1_000);
		for (int offset = 0; offset < 20; offset++) {
			deliver(offset);
		}
		deliver(19, 19, 19);
		assertThat(this.records.all()).isEmpty();
	}

	private void deliver(int... offsets) {
		for (int offset : offsets) {
			this.records.returned(Records.at(PARTITION, offset, 1), 1);
		}
	}

}
