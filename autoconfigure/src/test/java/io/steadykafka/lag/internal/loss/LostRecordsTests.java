package io.steadykafka.lag.internal.loss;

import java.time.Instant;
import java.util.Set;

import io.steadykafka.lag.Loss;
import io.steadykafka.lag.internal.group.GroupPartition;
import io.steadykafka.lag.internal.group.GroupTopic;
import io.steadykafka.lag.internal.progress.OffsetRange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LostRecords}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LostRecordsTests {

	private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

	private static final GroupTopic TOPIC = new GroupTopic("group", "orders");

	private final LostRecords lost = new LostRecords();

	private Instant now = Instant.EPOCH;

	@Test
	void eachLostRecordIsCountedAndLoggedOnce(CapturedOutput output) {
		sample(10, 60);
		sample(10, 60);
		assertThat(this.lost.of(TOPIC)).isEqualTo(50);
		assertThat(output).containsOnlyOnce("Group 'group' lost 50 records of orders-0 to retention");
		sample(10, 75);
		assertThat(this.lost.of(TOPIC)).isEqualTo(65);
		// The group reads on, and falls behind once more.
		sample(80, 75);
		sample(90, 100);
		assertThat(this.lost.of(TOPIC)).isEqualTo(75);
		assertThat(this.lost.losses("group")).singleElement().extracting(Loss::records).isEqualTo(75L);
	}

	@Test
	void aGroupThatNobodyIsInterestedInAnyMoreIsForgotten() {
		sample(10, 60);
		this.lost.retain(Set.of("group"));
		assertThat(this.lost.of(TOPIC)).isEqualTo(50);
		this.lost.retain(Set.of("another"));
		assertThat(this.lost.of(TOPIC)).isZero();
		assertThat(this.lost.losses("group")).isEmpty();
	}

	@Test
	void aLossAfterAQuietHourIsAnotherOne() {
		sample(10, 60);
		this.now = this.now.plusSeconds(3601);
		sample(10, 75);
		assertThat(this.lost.losses("group")).containsExactly(new Loss(PARTITION, 15, this.now));
	}

	@Test
	void aTopicThatWasMadeAnewCountsAnew() {
		sample(10, 60);
		begins(0);
		sample(0, 100);
		assertThat(this.lost.of(TOPIC)).isEqualTo(50 + 100);
	}

	@Test
	void aLogThatBeginsWhereItDidIsNoNewOne() {
		sample(10, 60);
		begins(60);
		sample(10, 100);
		assertThat(this.lost.of(TOPIC)).isEqualTo(50 + 40);
	}

	@Test
	void whatWasReadIsNotLost() {
		sample(60, 60);
		assertThat(this.lost.of(TOPIC)).isZero();
		assertThat(this.lost.losses("group")).isEmpty();
	}

	private void begins(long start) {
		this.lost.begins(new GroupPartition("group", PARTITION), start);
	}

	private void sample(long committed, long start) {
		this.lost.count(new GroupPartition("group", PARTITION), new OffsetRange(committed, start), start, this.now);
	}

}
