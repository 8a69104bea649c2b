package io.steadykafka.lag.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import io.steadykafka.lag.GroupLag;
import io.steadykafka.lag.PartitionLag;
import io.steadykafka.lag.PartitionReading;
import io.steadykafka.lag.TestReadings;
import io.steadykafka.lag.internal.time.LagCurve;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LagHistory}.
 */
class LagHistoryTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final PartitionLag UNKNOWN = new PartitionLag(OptionalLong.empty(), OptionalLong.empty(),
			OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), "no answer");

	private final List<GroupLag> groups = new ArrayList<>();

	private final LagHistory history = new LagHistory(() -> this.groups, Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void theLagOfAllPartitionsIsOnePoint() {
		sample(group("a", 0, "", lag(3), lag(4)));
		assertThat(this.history.of(group("a", 0, ""))).containsExactly(new LagCurve.Point(NOW, 7));
		assertThat(this.history.of(group("other", 0, ""))).isEmpty();
	}

	@Test
	void aSampleThatDoesNotKnowEverythingIsNoPoint() {
		sample(group("a", 60, "", lag(3)));
		sample(group("a", 40, "", lag(3), UNKNOWN));
		sample(group("a", 20, "the broker is away", lag(3)));
		sample(group("a", 0, ""));
		assertThat(this.history.of(group("a", 0, ""))).containsExactly(new LagCurve.Point(NOW.minusSeconds(60), 3));
	}

	@Test
	void aGroupThatIsNotSampledAnymoreIsForgotten() {
		sample(group("a", 0, "", lag(3)));
		sample(group("b", 0, "", lag(3)));
		assertThat(this.history.of(group("a", 0, ""))).isEmpty();
	}

	private void sample(GroupLag group) {
		this.groups.clear();
		this.groups.add(group);
		this.history.sampled();
	}

	private static GroupLag group(String name, int age, String failure, PartitionLag... lags) {
		Map<TopicPartition, PartitionReading> readings = new HashMap<>();
		for (int i = 0; i < lags.length; i++) {
			readings.put(new TopicPartition("orders", i), TestReadings.of(lags[i]));
		}
		return new GroupLag(name, "cluster", false, NOW.minusSeconds(age), readings, Set.of(), failure);
	}

	private static PartitionLag lag(long lag) {
		return new PartitionLag(OptionalLong.of(0), OptionalLong.of(0), OptionalLong.of(lag), OptionalLong.of(lag),
				OptionalLong.of(lag), "");
	}

}
