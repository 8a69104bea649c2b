package io.steadykafka.operations.internal.describe.row;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steadykafka.lag.PartitionOutlook;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.Trend;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.field.Document;
import io.steadykafka.operations.internal.describe.view.GroupView;
import io.steadykafka.operations.internal.describe.view.PartitionViews;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionRows}.
 */
class PartitionRowsTests {

	private static final TopicPartition ZERO = KnownGroup.orders(0);

	private static final TopicPartition ONE = KnownGroup.orders(1);

	private final KnownGroup group = new KnownGroup();

	@Test
	void aSampledPartitionHasItsOutlook() {
		this.group.here(ZERO);
		this.group.readings.put(ZERO,
				new PartitionReading(KnownGroup.lag(5, 9),
						new PartitionOutlook(OptionalDouble.of(-2), Trend.SHRINKING, Duration.ofMillis(1_500), "",
								Duration.ofSeconds(2), Duration.ofHours(1), null, Optional.empty()),
						true, false, OptionalLong.of(7)));
		assertThat(rows().get(0)).containsEntry("committed", 5L)
			.containsEntry("position", 7L)
			.containsEntry("start", 0L)
			.containsEntry("end", 9L)
			.containsEntry("lag", 4L)
			.containsEntry("share", 1.0)
			.containsEntry("secondsBehind", 1.5)
			.containsEntry("velocity", -2.0)
			.containsEntry("trend", "shrinking")
			.containsEntry("level", "normal")
			.containsEntry("catchUpSeconds", 2.0)
			.containsEntry("runwaySeconds", 3_600.0)
			.containsEntry("hot", true)
			.containsEntry("state", "flowing")
			.containsEntry("ageSeconds", 2.0);
		assertThat(rows().get(0)).extractingByKey("owner", InstanceOfAssertFactories.MAP)
			.containsEntry("listener", "orders")
			.containsEntry("client", "shop-1")
			.containsEntry("host", "/10.0.0.1")
			.containsEntry("here", true);
	}

	@Test
	void aPartitionElsewhereHasItsOffsetsAndSaysWhyTheRestIsNotKnown() {
		this.group.elsewhere(ZERO);
		this.group.offsets.put(ZERO, KnownGroup.lag(5, 9));
		Map<String, Object> row = rows().get(0);
		assertThat(row).containsEntry("lag", 4L)
			.containsEntry("position", 5L)
			.containsEntry("level", "normal")
			.containsEntry("ageSeconds", 0.5);
		for (String field : List.of("secondsBehind", "velocity", "trend", "catchUpSeconds", "runwaySeconds", "hot")) {
			assertThat(row).containsEntry(field, null)
				.containsEntry(field + "Unknown", "not sampled by this instance: the one that owns the partition does");
		}
		assertThat(row).extractingByKey("owner", InstanceOfAssertFactories.MAP).containsEntry("here", false);
	}

	@Test
	void withoutACommitNothingIsZero() {
		this.group.elsewhere(ZERO);
		assertThat(rows().get(0)).containsEntry("committed", null)
			.containsEntry("lag", null)
			.containsEntry("share", null)
			.containsEntry("sampledAt", null)
			.containsEntry("lagUnknown", "the brokers were not asked since it changed");
	}

	@Test
	void aShareIsThatOfAllThatIsRead() {
		this.group.here(ZERO).elsewhere(ONE).sampled(ZERO, KnownGroup.lag(0, 30));
		this.group.offsets.put(ONE, KnownGroup.lag(0, 10));
		this.group.offsets.put(new TopicPartition("abandoned", 0), KnownGroup.lag(0, 60));
		assertThat(rows()).extracting((row) -> row.get("share")).containsExactly(null, 0.75, 0.25);
		assertThat(rows().get(0).get("shareUnknown")).asString().contains("no member reads this topic");
	}

	@Test
	void aShareOfNothingIsZero() {
		this.group.here(ZERO).sampled(ZERO, KnownGroup.lag(9, 9));
		assertThat(rows().get(0)).containsEntry("share", 0.0).containsEntry("level", "caught up");
	}

	private List<Map<String, Object>> rows() {
		GroupView view = this.group.view();
		return new PartitionRows(KnownGroup.LEVELS)
			.of(new PartitionViews(this.group.listeners(), Optional.empty()).of(view), view.now())
			.stream()
			.map(Document::toMap)
			.toList();
	}

}
