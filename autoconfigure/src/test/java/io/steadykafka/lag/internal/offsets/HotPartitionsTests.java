package io.steadykafka.lag.internal.offsets;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionLag;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HotPartitions}.
 */
class HotPartitionsTests {

	@Test
	void onePartitionFarBeyondTheOthersIsHot() {
		assertThat(HotPartitions.of(lags(10, 12, 5_000, 9), 100)).containsExactly(new TopicPartition("orders", 2));
		assertThat(HotPartitions.of(lags(0, 0, 101), 100)).containsExactly(new TopicPartition("orders", 2));
	}

	@Test
	void partitionsThatAllLagAreNotHot() {
		assertThat(HotPartitions.of(lags(5_000, 5_200, 5_100, 4_900), 100)).isEmpty();
		assertThat(HotPartitions.of(lags(1_000, 9_000, 2_000, 8_000), 100)).isEmpty();
	}

	@Test
	void whatIsNormalIsNotHot() {
		assertThat(HotPartitions.of(lags(0, 0, 0, 100), 100)).isEmpty();
	}

	@Test
	void oneOfTwoIsNotHotNorIsAPartitionOfAnotherTopic() {
		Map<TopicPartition, PartitionLag> lags = lags(0, 5_000);
		lags.put(new TopicPartition("payments", 0), lag(9_000));
		assertThat(HotPartitions.of(lags, 100)).isEmpty();
	}

	private static Map<TopicPartition, PartitionLag> lags(long... lags) {
		Map<TopicPartition, PartitionLag> partitions = new HashMap<>();
		for (int partition = 0; partition < lags.length; partition++) {
			partitions.put(new TopicPartition("orders", partition), lag(lags[partition]));
		}
		return partitions;
	}

	private static PartitionLag lag(long lag) {
		return LagCalculation.known(OptionalLong.of(0), new LogBounds(0, lag, lag), lag);
	}

}
