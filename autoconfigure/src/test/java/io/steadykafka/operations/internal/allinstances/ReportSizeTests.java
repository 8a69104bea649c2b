package io.steadykafka.operations.internal.allinstances;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.failure.FailedRecord;
import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.Trend;
import io.steadykafka.operations.internal.channel.Sent;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.KnownRebalance;
import io.steadykafka.operations.internal.describe.view.RebalanceView;
import io.steadykafka.rebalance.Cause;
import io.steadykafka.rebalance.Rebalance;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a typical report is as small as docs/operations.md says.
 */
class ReportSizeTests {

	/**
	 * What the id of a real member has more than that of the test.
	 */
	private static final int MEMBER_ID = "consumer-shop-1-00000000-0000-0000-0000-000000000000".length() - 1;

	@Test
	void aTypicalReportHasAboutTwoKilobytes() {
		assertThat(size(24, 1)).isBetween(1_850, 1_950);
	}

	@Test
	void aFurtherPartitionHasAbout32BytesAndAFurtherRecordAbout500() {
		assertThat((size(124, 1) - size(24, 1)) / 100).isBetween(28, 36);
		assertThat((size(24, 11) - size(24, 1)) / 10).isBetween(450, 550);
	}

	private static int size(int partitions, int failing) {
		KnownReport report = new KnownReport();
		for (int i = 0; i < partitions; i++) {
			report.owns(new TopicPartition((i % 2 == 0) ? "orders" : "payments", i / 2), reading(i));
		}
		for (int i = 0; i < failing; i++) {
			report.failing.add(new FailedRecord("orders", "shop", KnownGroup.orders(i), 1_048_576, KnownGroup.NOW,
					"order-0815", failure()));
		}
		Rebalance start = new KnownRebalance("orders", "shop", KnownGroup.NOW, KnownGroup.NOW.plusMillis(120),
				Rebalance.Kind.ASSIGNED, Cause.OWN_START, 7, 7, Set.of(), Set.of(), Set.of(), Set.of(), Map.of());
		Rebalance other = KnownRebalance.revoking("orders", KnownGroup.orders(0), KnownGroup.NOW);
		report.group.rebalances = Optional
			.of(new RebalanceView(() -> List.of(other, start), (listener) -> List.of(KnownGroup.NOW)));
		return Sent.size(report.body()) + MEMBER_ID;
	}

	/**
	 * Nine of ten are caught up.
	 */
	private static PartitionReading reading(int index) {
		boolean behind = index % 10 == 9;
		PartitionOutlook outlook = new PartitionOutlook(OptionalDouble.of(behind ? -12.345 : 0),
				behind ? Trend.SHRINKING : Trend.STEADY, Duration.ofMillis(behind ? 12_345 : 0), "",
				behind ? Duration.ofMillis(81_234) : null, null, null, Optional.empty());
		return new PartitionReading(KnownGroup.lag(1_048_576, behind ? 1_049_576 : 1_048_576), outlook, false, false,
				OptionalLong.of(1_048_576));
	}

	private static FailedRecord.Failure failure() {
		return new FailedRecord.Failure(FailedRecord.State.BLOCKED, KnownGroup.NOW.plusNanos(123_456_000), 10,
				KnownGroup.NOW.plusNanos(123_456_000), KnownGroup.NOW.plusNanos(123_456_000),
				KnownGroup.NOW.plusNanos(123_456_000),
				"IllegalStateException: no stock of article 4711, which order 0815 asks for", "");
	}

}
